package io.orchestrator.run;

/** Somebody tried a change of state that the lifecycle table does not have: a defect of ours. */
public final class IllegalTransitionException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  IllegalTransitionException(TaskState from, TransitionCause cause, TaskState to) {
    super(
        "A task instance cannot go from "
            + from.wireName()
            + " to "
            + to.wireName()
            + " by "
            + cause
            + ". Nothing was changed. This is a defect of Orchestrator; please report it.");
  }
}
