package io.orchestrator.timetable;

import java.time.Instant;

/** An endless set of instants in time order, seen from any point in both directions. */
interface Ticks {

  /** The first tick strictly after {@code instant}. */
  Instant next(Instant instant);

  /** The last tick strictly before {@code instant}. */
  Instant previous(Instant instant);

  /** The first tick at or after {@code instant}. */
  default Instant alignNext(Instant instant) {
    return next(instant.minusNanos(1));
  }

  /** The last tick at or before {@code instant}. */
  default Instant alignPrevious(Instant instant) {
    return previous(instant.plusNanos(1));
  }
}
