package io.orchestrator.timetable;

import io.orchestrator.timetable.ScheduleSpec.Cron;
import io.orchestrator.timetable.ScheduleSpec.Delta;
import io.orchestrator.timetable.ScheduleSpec.Intervals;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * When a DAG runs, as its author writes it: {@code Schedule.cron("0 5 * *
 * 1-5").in("Europe/Berlin")}.
 *
 * <p>As in Airflow 3 a run is for the instant at which it fires; {@link #asDataIntervals()} makes
 * it stand for the stretch before, as in Airflow 2. Every method raises {@link
 * InvalidScheduleException} for what it cannot understand.
 *
 * @param spec the schedule as data
 */
public record Schedule(ScheduleSpec spec) {

  private static final String DEFAULT_ZONE = "UTC";

  public Schedule {
    Objects.requireNonNull(spec, "spec");
  }

  /** At the start of each hour. */
  public static Schedule hourly() {
    return cron("@hourly");
  }

  /** At midnight. */
  public static Schedule daily() {
    return cron("@daily");
  }

  /** At midnight on Sunday. */
  public static Schedule weekly() {
    return cron("@weekly");
  }

  /** At midnight on the first of the month. */
  public static Schedule monthly() {
    return cron("@monthly");
  }

  /** At midnight on the first of January, April, July and October. */
  public static Schedule quarterly() {
    return cron("@quarterly");
  }

  /** At midnight on 1 January. */
  public static Schedule yearly() {
    return cron("@yearly");
  }

  /**
   * By cron, in UTC unless {@link #in} says otherwise.
   *
   * @param expression five fields, or a preset such as {@code @daily}
   * @param more further expressions; two that fire at the same instant make one run
   */
  public static Schedule cron(String expression, String... more) {
    List<String> all = Stream.concat(Stream.of(expression), Arrays.stream(more)).toList();
    return new Schedule(
        new Cron(all, DEFAULT_ZONE, Intervals.TRIGGER, Duration.ZERO, FirstRun.DEFAULT));
  }

  /** At a fixed distance of real time, counted from the DAG's start date. */
  public static Schedule every(Duration delta) {
    return new Schedule(new Delta(delta, Intervals.TRIGGER));
  }

  /** At a fixed distance of real time, for units of exact length up to days. */
  public static Schedule every(long amount, ChronoUnit unit) {
    if (unit.isDurationEstimated() && unit != ChronoUnit.DAYS) {
      throw new InvalidScheduleException(
          "every " + amount + " " + unit + ": the length varies; use cron, or days");
    }
    try {
      return every(Duration.of(amount, unit));
    } catch (ArithmeticException e) {
      throw new InvalidScheduleException("every " + amount + " " + unit + ": too long");
    }
  }

  /** Never on its own. */
  public static Schedule manual() {
    return new Schedule(new ScheduleSpec.Manual());
  }

  /** One run, at the start date or at once. */
  public static Schedule once() {
    return new Schedule(new ScheduleSpec.Once());
  }

  /** Again as soon as the run before has ended. */
  public static Schedule continuous() {
    return new Schedule(new ScheduleSpec.Continuous());
  }

  /** At each of these instants. */
  public static Schedule on(Instant... events) {
    return new Schedule(new ScheduleSpec.Events(List.of(events), false));
  }

  /** The same cron on another zone's wall clock, for example {@code Europe/Berlin}. */
  public Schedule in(String zone) {
    Cron cron = cronOr("in(\"" + zone + "\")");
    return new Schedule(
        new Cron(cron.expressions(), zone, cron.intervals(), cron.interval(), cron.firstRun()));
  }

  /** Each run covers the stretch up to the instant at which it fires, as in Airflow 2. */
  public Schedule asDataIntervals() {
    if (spec instanceof Delta delta) {
      return new Schedule(new Delta(delta.delta(), Intervals.DATA_INTERVAL));
    }
    Cron cron = cronOr("asDataIntervals()");
    return new Schedule(
        new Cron(
            cron.expressions(),
            cron.zone(),
            Intervals.DATA_INTERVAL,
            cron.interval(),
            cron.firstRun()));
  }

  /** Each run is for the {@code interval} of real time before its tick. */
  public Schedule covering(Duration interval) {
    Cron cron = cronOr("covering(" + interval + ")");
    return new Schedule(
        new Cron(cron.expressions(), cron.zone(), Intervals.TRIGGER, interval, cron.firstRun()));
  }

  /** What a DAG without a start date does first: Airflow's {@code run_immediately}. */
  public Schedule firstRun(FirstRun firstRun) {
    Cron cron = cronOr("firstRun(…)");
    return new Schedule(
        new Cron(cron.expressions(), cron.zone(), cron.intervals(), cron.interval(), firstRun));
  }

  /** The timetable this schedule means. */
  public Timetable toTimetable() {
    return spec.toTimetable();
  }

  private Cron cronOr(String method) {
    if (spec instanceof Cron cron) {
      return cron;
    }
    throw new InvalidScheduleException(
        method + " needs a cron schedule, not `" + toTimetable().summary() + "`");
  }
}
