package io.orchestrator.operator;

import java.time.Duration;
import java.util.List;
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

  /**
   * What a branch or short circuit decided.
   *
   * @param kind how {@code chosen} is read
   * @param chosen for {@link Kind#FOLLOW}: the direct downstream task ids that may run
   * @param words the decision for people, for example {@code has_file chose update_partition}
   */
  record BranchDecision(Kind kind, List<String> chosen, String words) {
    public BranchDecision {
      chosen = List.copyOf(chosen);
    }

    /** The four shapes of a decision. */
    public enum Kind {
      /** Direct downstreams neither chosen nor below a chosen one are skipped. */
      FOLLOW,
      /** Every downstream at any depth is skipped, whatever its trigger rule. */
      STOP_ALL,
      /** Direct downstreams are skipped, the rest follows its trigger rules. */
      STOP_DIRECT,
      /** Nothing is skipped. */
      CONTINUE
    }
  }
}
