package io.orchestrator.timetable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A schedule as data: what a DAG version stores. */
public record ScheduleSpec(
    Kind kind,
    List<String> crons,
    @Nullable Duration delta,
    String zone,
    boolean dataIntervals,
    List<Instant> events) {

  /** The families of schedules. */
  public enum Kind {
    MANUAL,
    CRON,
    DELTA,
    ONCE,
    CONTINUOUS,
    EVENTS
  }
}
