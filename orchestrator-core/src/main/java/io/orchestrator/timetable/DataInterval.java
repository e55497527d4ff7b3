package io.orchestrator.timetable;

import java.time.Instant;
import java.util.Objects;

/**
 * The stretch of data a run is for, {@code [start, end)}; empty ({@code start == end}) for
 * schedules that only say when to fire.
 *
 * @param start first instant, inclusive
 * @param end last instant, exclusive; never before {@code start}
 */
public record DataInterval(Instant start, Instant end) {

  public DataInterval {
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(end, "end");
    if (end.isBefore(start)) {
      throw new IllegalArgumentException(
          "data interval ends before it starts: [" + start + ", " + end + "]");
    }
  }

  /** The empty interval at one instant. */
  public static DataInterval at(Instant instant) {
    return new DataInterval(instant, instant);
  }
}
