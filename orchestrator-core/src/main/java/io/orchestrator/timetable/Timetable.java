package io.orchestrator.timetable;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Answers when a DAG's next run is due and which data it is for. Implementations are values: no
 * state, no clock, and the same question always has the same answer.
 */
public interface Timetable {

  /**
   * The next scheduled run. Asked again with each answer's interval, it gives strictly later
   * logical dates.
   *
   * @param lastAutomated interval of the last scheduled or backfilled run; manual runs never count
   * @param restriction the DAG's start, end and catch-up
   * @param now the present instant
   * @return the next run, empty when there will be no more
   */
  Optional<RunSlot> next(
      Optional<DataInterval> lastAutomated, Restriction restriction, Instant now);

  /** The data interval of a manual run for {@code logicalDate} that names no interval itself. */
  default DataInterval inferManual(Instant logicalDate) {
    return DataInterval.at(logicalDate);
  }

  /** A few characters for a table cell, for example {@code 0 4 * * *}. */
  String summary();

  /** A sentence for people, for example {@code At 04:00 in Europe/Berlin}. */
  String description();

  /** Whether runs recur at times that can be listed ahead; only such a timetable can backfill. */
  default boolean periodic() {
    return true;
  }

  /** The most runs that may be active at once, when the timetable itself demands a limit. */
  default OptionalInt activeRunsLimit() {
    return OptionalInt.empty();
  }
}
