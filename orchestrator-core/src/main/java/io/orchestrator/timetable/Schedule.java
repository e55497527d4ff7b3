package io.orchestrator.timetable;

import io.orchestrator.timetable.ScheduleSpec.Cron;
import io.orchestrator.timetable.ScheduleSpec.Delta;
import io.orchestrator.timetable.ScheduleSpec.Intervals;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * When a DAG runs, as its author writes it: {@code Schedule.cron("0 5 * *
 * 1-5").in("Europe/Berlin")}.
 *
 * <p>As in Airflow 3 a run is for the instant at which it fires; {@link #asDataIntervals()} makes
 * it stand for the stretch before, as in Airflow 2. What cannot be understood is kept as a problem
 * until the schedule is used, so that it does not end a definition that may have others.
 */
public final class Schedule {

  private static final String DEFAULT_ZONE = "UTC";

  private final ScheduleSpec spec;
  private final Optional<InvalidScheduleException> problem;

  private Schedule(ScheduleSpec spec, Optional<InvalidScheduleException> problem) {
    this.spec = spec;
    this.problem = problem;
  }

  private static Schedule of(Supplier<ScheduleSpec> spec) {
    try {
      return new Schedule(spec.get(), Optional.empty());
    } catch (InvalidScheduleException e) {
      return new Schedule(new ScheduleSpec.Manual(), Optional.of(e));
    }
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
    return of(
        () -> new Cron(all, DEFAULT_ZONE, Intervals.TRIGGER, Duration.ZERO, FirstRun.DEFAULT));
  }

  /** At a fixed distance of real time, counted from the DAG's start date. */
  public static Schedule every(Duration delta) {
    return of(() -> new Delta(delta, Intervals.TRIGGER));
  }

  /** At a fixed distance of real time, for units of exact length up to days. */
  public static Schedule every(long amount, ChronoUnit unit) {
    return of(() -> new Delta(length(amount, unit), Intervals.TRIGGER));
  }

  private static Duration length(long amount, ChronoUnit unit) {
    if (unit.isDurationEstimated() && unit != ChronoUnit.DAYS) {
      throw new InvalidScheduleException(
          "every " + amount + " " + unit + ": the length varies; use cron, or days");
    }
    try {
      return Duration.of(amount, unit);
    } catch (ArithmeticException e) {
      throw new InvalidScheduleException("every " + amount + " " + unit + ": too long");
    }
  }

  /** Never on its own. */
  public static Schedule manual() {
    return of(ScheduleSpec.Manual::new);
  }

  /** One run, at the start date or at once. */
  public static Schedule once() {
    return of(ScheduleSpec.Once::new);
  }

  /** Again as soon as the run before has ended. */
  public static Schedule continuous() {
    return of(ScheduleSpec.Continuous::new);
  }

  /** At each of these instants. */
  public static Schedule on(Instant... events) {
    return of(() -> new ScheduleSpec.Events(List.of(events), false));
  }

  /** The same cron on another zone's wall clock, for example {@code Europe/Berlin}. */
  public Schedule in(String zone) {
    return cron(
        "in(\"" + zone + "\")",
        c -> new Cron(c.expressions(), zone, c.intervals(), c.interval(), c.firstRun()));
  }

  /** Each run covers the stretch up to the instant at which it fires, as in Airflow 2. */
  public Schedule asDataIntervals() {
    if (spec instanceof Delta delta) {
      return of(() -> new Delta(delta.delta(), Intervals.DATA_INTERVAL));
    }
    return cron(
        "asDataIntervals()",
        c ->
            new Cron(
                c.expressions(), c.zone(), Intervals.DATA_INTERVAL, c.interval(), c.firstRun()));
  }

  /** Each run is for the {@code interval} of real time before its tick. */
  public Schedule covering(Duration interval) {
    return cron(
        "covering(" + Durations.exact(interval) + ")",
        c -> new Cron(c.expressions(), c.zone(), Intervals.TRIGGER, interval, c.firstRun()));
  }

  /** What a DAG without a start date does first: Airflow's {@code run_immediately}. */
  public Schedule firstRun(FirstRun firstRun) {
    return cron(
        "firstRun(…)",
        c -> new Cron(c.expressions(), c.zone(), c.intervals(), c.interval(), firstRun));
  }

  /**
   * The schedule as data.
   *
   * @throws InvalidScheduleException when it cannot be understood
   */
  public ScheduleSpec spec() {
    if (problem.isPresent()) {
      throw problem.get();
    }
    return spec;
  }

  /**
   * The timetable this schedule means.
   *
   * @throws InvalidScheduleException when it cannot be understood
   */
  public Timetable toTimetable() {
    return spec().toTimetable();
  }

  @Override
  public String toString() {
    return problem.map(Throwable::getMessage).orElseGet(() -> spec.toTimetable().summary());
  }

  /** This schedule changed, if it is by cron; a problem that it has already stays. */
  private Schedule cron(String method, UnaryOperator<Cron> change) {
    if (problem.isPresent()) {
      return this;
    }
    return of(
        () -> {
          if (spec instanceof Cron cron) {
            return change.apply(cron);
          }
          throw new InvalidScheduleException(
              method + " needs a cron schedule, not `" + spec.toTimetable().summary() + "`");
        });
  }
}
