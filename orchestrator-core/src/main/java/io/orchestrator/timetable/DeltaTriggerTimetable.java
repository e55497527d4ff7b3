package io.orchestrator.timetable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run every {@code delta} of real time, counted from the start date; unlike Airflow's it does not
 * drift away from the start date when missed runs are left out. Without a start date it counts from
 * the first run, which is at once.
 */
record DeltaTriggerTimetable(Duration delta) implements Timetable {

  @Override
  public Optional<RunSlot> next(
      Optional<DataInterval> lastAutomated, Restriction restriction, Instant now) {
    Instant earliest = restriction.earliest();
    Instant lastEnd = lastAutomated.map(DataInterval::end).orElse(null);
    Ticks ticks = new Grid(anchor(earliest, lastEnd, now), delta);
    Instant tick = firstAllowed(ticks, earliest, lastEnd, now);
    if (!restriction.catchup()) {
      tick = Instants.later(tick, ticks.alignPrevious(now));
    }
    return restriction.endsBefore(tick) ? Optional.empty() : Optional.of(RunSlot.over(tick, tick));
  }

  private static Instant anchor(
      @Nullable Instant earliest, @Nullable Instant lastEnd, Instant now) {
    if (earliest != null) {
      return earliest;
    }
    return lastEnd != null ? lastEnd : now;
  }

  private static Instant firstAllowed(
      Ticks ticks, @Nullable Instant earliest, @Nullable Instant lastEnd, Instant now) {
    if (lastEnd != null) {
      return ticks.next(lastEnd);
    }
    return earliest != null ? earliest : now;
  }

  @Override
  public String summary() {
    return Durations.summary(delta);
  }

  @Override
  public String description() {
    return "Every " + Durations.inWords(delta);
  }
}
