package io.orchestrator.run;

/**
 * Somebody tried a change of state that the lifecycle table does not have: a defect of this
 * program.
 */
public final class IllegalTransitionException extends IllegalStateException {
  private static final long serialVersionUID = 1L;
  private static final String NOTHING_CHANGED =
      "Nothing was changed. This is a defect of Orchestrator; please report it.";

  IllegalTransitionException(TaskState from, TransitionCause cause, TaskState to) {
    super(
        "A task instance cannot go from %s to %s by %s. %s"
            .formatted(from.wireName(), to.wireName(), cause, NOTHING_CHANGED));
  }

  IllegalTransitionException(RunState from, RunState to) {
    super(
        "A run cannot go from %s to %s. %s"
            .formatted(from.wireName(), to.wireName(), NOTHING_CHANGED));
  }
}
