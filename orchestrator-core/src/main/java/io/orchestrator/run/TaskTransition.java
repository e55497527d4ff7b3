package io.orchestrator.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decided change of one task instance, legal by {@link TaskLifecycle}. Applied by compare-and-set
 * on {@code before}'s state and epoch.
 *
 * @param before the row as it was read
 * @param to the new state
 * @param tryNumber try number after the change
 * @param reason one line for people, kept with the row and in the audit log; may be empty
 * @param at the database's now
 */
public record TaskTransition(
    TaskInstance before,
    TaskState to,
    TransitionCause cause,
    int tryNumber,
    String reason,
    Instant at,
    @Nullable Instant retryAt) {

  public TaskTransition {
    TaskLifecycle.require(before.state(), cause, to);
  }
}
