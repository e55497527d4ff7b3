package io.orchestrator.localaws.athena.execution;

/** Athena's states of a query. */
public enum QueryState {
  QUEUED,
  RUNNING,
  SUCCEEDED,
  FAILED,
  CANCELLED;

  boolean ended() {
    return this == SUCCEEDED || this == FAILED || this == CANCELLED;
  }
}
