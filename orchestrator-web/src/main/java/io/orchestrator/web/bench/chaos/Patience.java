package io.orchestrator.web.bench.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * How long what is over may still be seen: as long as is promised, not counting the time in which
 * its worker was frozen and could do nothing.
 */
final class Patience {
  /** By the end of its lease a worker has ended what it could not ask about. */
  static final Duration LEASE = Duration.ofSeconds(6);

  /** A worker that can ask hears with its next heartbeat what is over. */
  private static final Duration HEARTBEAT = LEASE.dividedBy(3);

  /** From SIGTERM to SIGKILL, for programs that are deaf. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** Until a thread or process has its turn on a machine with more of them than cores. */
  private static final Duration TURN = Duration.ofSeconds(2);

  /** For the work of a try that has ended: told of it and ended, or silent and ended. */
  static final Duration END_OF_WORK = longer(HEARTBEAT.plus(GRACE), LEASE).plus(TURN);

  private Patience() {}

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** A time in which some worker was frozen. */
  record Frozen(Instant from, Instant to) {}

  /** The last moment at which what was over then may be seen. */
  static Instant lastMoment(Instant over, Duration promised, List<Frozen> frozen) {
    Instant last = over.plus(promised);
    for (Frozen each : frozen.stream().sorted(Comparator.comparing(Frozen::from)).toList()) {
      Instant from = each.from().isBefore(over) ? over : each.from();
      if (from.isBefore(last) && from.isBefore(each.to())) {
        last = last.plus(Duration.between(from, each.to()));
      }
    }
    return last;
  }
}
