package io.orchestrator.model;

/** What the planner must know about a task beyond its edges. */
public enum TaskKind {
  /** Runs on a worker. */
  PLAIN,
  /** Does nothing: the planner itself sets it to success, no worker is involved. */
  EMPTY,
  /** Answers which of its direct downstreams run. */
  BRANCH,
  /** Answers whether anything below it runs. */
  SHORT_CIRCUIT,
  /** Waits for a condition, freeing its worker between pokes. */
  SENSOR
}
