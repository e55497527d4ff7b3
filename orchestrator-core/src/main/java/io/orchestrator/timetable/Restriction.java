package io.orchestrator.timetable;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The bounds a DAG puts on its timetable; both ends are inclusive.
 *
 * @param earliest the start date, absent when the DAG has none
 * @param latest the end date, absent when the DAG has none
 * @param catchup whether runs that were missed are made up for
 */
public record Restriction(@Nullable Instant earliest, @Nullable Instant latest, boolean catchup) {

  /** Whether {@code instant} lies beyond the end date. */
  boolean endsBefore(Instant instant) {
    Instant last = latest;
    return last != null && instant.isAfter(last);
  }
}
