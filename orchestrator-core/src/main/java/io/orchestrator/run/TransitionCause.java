package io.orchestrator.run;

/** What moves a task instance: the events of the lifecycle table. */
public enum TransitionCause {
  /** Planner: dependencies met. */
  DEPENDENCIES_MET,
  /** Planner: an EmptyOperator needs no worker. */
  NOTHING_TO_DO,
  /** Planner: trigger rule, branch or short circuit says skip. */
  RULED_OUT,
  /** Planner: an upstream failed and the rule needs it. */
  UPSTREAM_FAILED,
  /** Claim: a worker takes it; if that is connected by a stream, it starts with it. */
  CLAIMED,
  /** Worker: start. */
  STARTED,
  /** Worker: the body returned. */
  SUCCEEDED,
  /** Worker: the body asked to be skipped. */
  SKIPPED_ITSELF,
  /** Worker: failed with tries left. */
  FAILED_WILL_RETRY,
  /** Worker: failed for good. */
  FAILED,
  /** Worker: sensor not ready. */
  NOT_READY,
  /** It never came to a worker that would start its program: handed back, same try. */
  HANDED_BACK,
  /** Lease ended while running, tries left. */
  WORKER_LOST_WILL_RETRY,
  /** Lease ended while running, no tries left. */
  WORKER_LOST,
  /** A person or the API cleared it. */
  CLEARED,
  /** A person or the API set its state. */
  MARKED,
  /** Run time-out or run marked failed. */
  RUN_ENDED,
  /** A person took back an order: what was not begun since is as it was. */
  UNDONE
}
