package io.orchestrator.timetable;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a run is for, and when it may start.
 *
 * @param logicalDate absent for runs without one
 * @param interval the data it covers; absent for runs without a logical date
 * @param runAfter the earliest moment at which it may start
 */
public record RunDates(
    @Nullable Instant logicalDate, @Nullable DataInterval interval, Instant runAfter) {

  public static RunDates of(RunSlot slot) {
    return new RunDates(slot.logicalDate(), slot.interval(), slot.runAfter());
  }

  /** The moment by which runs are ordered: the logical date, else the earliest start. */
  public Instant order() {
    return logicalDate == null ? runAfter : logicalDate;
  }
}
