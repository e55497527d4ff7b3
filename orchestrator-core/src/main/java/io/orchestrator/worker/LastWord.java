package io.orchestrator.worker;

import io.orchestrator.worker.process.AttemptProcesses;
import java.time.Duration;
import java.util.Collection;
import java.util.OptionalLong;

/**
 * Says from time to time how long this worker may be silent. If it is frozen, its programs are
 * ended from outside before their leases end and others may start them.
 */
final class LastWord {
  /** A deadline that has moved by less is not worth a word. */
  private static final Duration STEP = Duration.ofMillis(500);

  private final AttemptProcesses processes;
  private OptionalLong said = OptionalLong.empty();

  LastWord(AttemptProcesses processes) {
    this.processes = processes;
  }

  /**
   * @param alive those that are being ended have deadlines of their own
   */
  void say(Collection<Attempt> alive, long now) {
    OptionalLong deadline =
        alive.stream()
            .filter(attempt -> attempt.ending().isEmpty())
            .mapToLong(Attempt::programsEndBy)
            .min();
    if (moved(deadline)) {
      said = deadline;
      processes.expectWordWithin(
          deadline.isEmpty()
              ? Duration.ZERO
              : Duration.ofNanos(Math.max(STEP.toNanos(), deadline.getAsLong() - now)));
    }
  }

  private boolean moved(OptionalLong deadline) {
    return (deadline.isPresent() && said.isPresent())
        ? Math.abs(deadline.getAsLong() - said.getAsLong()) > STEP.toNanos()
        : deadline.isPresent() != said.isPresent();
  }
}
