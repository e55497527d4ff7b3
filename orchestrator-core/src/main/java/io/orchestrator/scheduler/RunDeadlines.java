package io.orchestrator.scheduler;

import io.orchestrator.run.Plannable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When the runs that were planned here take too long, as their {@code dagrun_timeout} says. Kept in
 * memory: whoever takes over plans every running run soon, and knows then.
 */
final class RunDeadlines {
  /** Later than this a run has not "taken longer" yet. */
  private static final Duration AFTER = Duration.ofMillis(1);

  private final Map<Long, Instant> deadlines = new HashMap<>();

  /**
   * Notes the deadline of a running run, if it has one. Said within a transaction that may be
   * undone: a deadline that does not hold costs a look.
   */
  void note(Plannable planned) {
    Duration timeout = planned.dag().model().runTimeout();
    Instant start = planned.run().startDate();
    if (timeout != null && start != null) {
      deadlines.put(planned.run().id(), start.plus(timeout).plus(AFTER));
    }
  }

  void forget(long runPk) {
    deadlines.remove(runPk);
  }

  /** Takes out the runs that want planning now. */
  List<Long> due(Instant now) {
    List<Long> due = new ArrayList<>();
    deadlines.forEach(
        (runPk, at) -> {
          if (!at.isAfter(now)) {
            due.add(runPk);
          }
        });
    due.forEach(deadlines::remove);
    return due;
  }

  Optional<Instant> next() {
    return deadlines.values().stream().min(Comparator.naturalOrder());
  }
}
