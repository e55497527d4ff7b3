package io.orchestrator.operator;

import io.orchestrator.model.BranchDecision;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How one execution of a task body ended. */
public sealed interface TaskOutcome {

  /**
   * The body returned.
   *
   * @param result the value, stored as XCom {@code return_value} when present
   * @param decision for branches and short circuits: what runs below
   */
  record Success(@Nullable Object result, Optional<BranchDecision> decision)
      implements TaskOutcome {}

  /** The body asked to be skipped. Never retried. */
  record Skipped(String reason) implements TaskOutcome {}

  /**
   * The body failed.
   *
   * @param message one line for people
   * @param retryable false for an explicit final failure or a sensor time-out
   */
  record Failed(String message, boolean retryable, Optional<Throwable> cause)
      implements TaskOutcome {}

  /**
   * A sensor's condition does not hold yet; poke again after the delay, in the same try.
   *
   * @param why shown to people while it waits; may be empty
   */
  record Reschedule(Duration delay, String why) implements TaskOutcome {
    public Reschedule(Duration delay) {
      this(delay, "");
    }
  }

  static Success success(@Nullable Object result) {
    return new Success(result, Optional.empty());
  }
}
