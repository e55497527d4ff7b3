package io.orchestrator.timetable;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one scheduled run is for.
 *
 * @param logicalDate the run's logical date, absent for runs that have none
 * @param interval the data it covers
 * @param runAfter the earliest instant at which the run may start
 */
public record RunSlot(@Nullable Instant logicalDate, DataInterval interval, Instant runAfter) {

  public RunSlot {
    Objects.requireNonNull(interval, "interval");
    Objects.requireNonNull(runAfter, "runAfter");
  }

  /** The slot whose logical date is the interval's start and which is due at the interval's end. */
  static RunSlot over(Instant start, Instant end) {
    return new RunSlot(start, new DataInterval(start, end), end);
  }
}
