package io.orchestrator.timetable;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Airflow 2's reading of cron: a run covers the stretch between two ticks and is due at its end.
 *
 * @param crons where intervals begin and end
 */
record CronDataIntervalTimetable(Crons crons) implements Timetable {

  @Override
  public Optional<RunSlot> next(
      Optional<DataInterval> lastAutomated, Restriction restriction, Instant now) {
    Ticks ticks = crons.ticks();
    Instant aligned = align(ticks, restriction.earliest());
    Instant earliest = aligned;
    if (!restriction.catchup()) {
      Instant completed = ticks.previous(ticks.alignPrevious(now));
      earliest = aligned == null ? completed : Instants.later(completed, aligned);
    }
    Instant start =
        lastAutomated.isPresent() ? follow(ticks, lastAutomated.get(), earliest) : earliest;
    return start == null || restriction.endsBefore(start)
        ? Optional.empty()
        : Optional.of(RunSlot.over(start, ticks.next(start)));
  }

  private static @Nullable Instant align(Ticks ticks, @Nullable Instant instant) {
    return instant == null ? null : ticks.alignNext(instant);
  }

  /** The start after {@code last}; a changed schedule never leads back to a logical date in use. */
  private static Instant follow(Ticks ticks, DataInterval last, @Nullable Instant earliest) {
    Instant start = ticks.alignPrevious(last.end());
    if (!start.isAfter(last.start())) {
      start = ticks.next(last.start());
    }
    return earliest == null ? start : Instants.later(start, earliest);
  }

  @Override
  public DataInterval inferManual(Instant logicalDate) {
    Ticks ticks = crons.ticks();
    Instant end = ticks.alignPrevious(logicalDate);
    return new DataInterval(ticks.previous(end), end);
  }

  @Override
  public String summary() {
    return crons.summary();
  }

  @Override
  public String description() {
    return crons.description() + ", for the data since the run before";
  }
}
