package io.orchestrator.timetable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Airflow 3's default for cron: a run fires at each tick and is for that instant, or for the
 * stretch of fixed length that ends there.
 *
 * @param crons when to fire
 * @param interval length of the data interval, zero for none
 * @param firstRun what to do first when the DAG has no start date
 */
record CronTriggerTimetable(Crons crons, Duration interval, FirstRun firstRun)
    implements Timetable {

  CronTriggerTimetable {
    if (interval.isNegative()) {
      throw new InvalidScheduleException(
          "the data interval must not be negative: " + Durations.exact(interval));
    }
  }

  @Override
  public Optional<RunSlot> next(
      Optional<DataInterval> lastAutomated, Restriction restriction, Instant now) {
    Ticks ticks = crons.ticks();
    Optional<Instant> afterLast = lastAutomated.map(last -> ticks.next(last.end()));
    Optional<Instant> aligned = Optional.ofNullable(restriction.earliest()).map(ticks::alignNext);
    Instant tick;
    if (restriction.catchup()) {
      tick = afterLast.or(() -> aligned).orElseGet(() -> firstRun.choose(ticks, now));
    } else {
      tick = aligned.orElse(ticks.alignPrevious(now));
      tick = Instants.later(tick, ticks.alignPrevious(now));
      if (afterLast.isPresent()) {
        tick = Instants.later(tick, afterLast.get());
      } else if (aligned.isEmpty()) {
        tick = firstRun.choose(ticks, now);
      }
    }
    return restriction.endsBefore(tick)
        ? Optional.empty()
        : Optional.of(RunSlot.over(tick.minus(interval), tick));
  }

  @Override
  public DataInterval inferManual(Instant logicalDate) {
    return new DataInterval(logicalDate.minus(interval), logicalDate);
  }

  @Override
  public String summary() {
    return crons.summary();
  }

  @Override
  public String description() {
    return crons.description();
  }
}
