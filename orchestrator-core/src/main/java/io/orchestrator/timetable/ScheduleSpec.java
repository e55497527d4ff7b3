package io.orchestrator.timetable;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** A schedule as plain data: what a DAG version stores as JSON. Every constructor validates. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ScheduleSpec.Manual.class, name = "manual"),
  @JsonSubTypes.Type(value = ScheduleSpec.Once.class, name = "once"),
  @JsonSubTypes.Type(value = ScheduleSpec.Continuous.class, name = "continuous"),
  @JsonSubTypes.Type(value = ScheduleSpec.Cron.class, name = "cron"),
  @JsonSubTypes.Type(value = ScheduleSpec.Delta.class, name = "delta"),
  @JsonSubTypes.Type(value = ScheduleSpec.Events.class, name = "events")
})
public sealed interface ScheduleSpec {

  /** The timetable this schedule means. */
  Timetable toTimetable();

  /** What a run of a recurring schedule is for. */
  enum Intervals {
    /** The instant at which it fires: Airflow 3. */
    TRIGGER,
    /** The stretch that ends when it fires: Airflow 2. */
    DATA_INTERVAL
  }

  /** Never on its own. */
  record Manual() implements ScheduleSpec {
    @Override
    public Timetable toTimetable() {
      return new ManualTimetable();
    }
  }

  /** One run. */
  record Once() implements ScheduleSpec {
    @Override
    public Timetable toTimetable() {
      return new OnceTimetable();
    }
  }

  /** One run after the other. */
  record Continuous() implements ScheduleSpec {
    @Override
    public Timetable toTimetable() {
      return new ContinuousTimetable();
    }
  }

  /**
   * By cron.
   *
   * @param expressions one or more five-field expressions or presets, at most 20
   * @param zone the id of the zone they are meant in
   * @param intervals what a run is for
   * @param interval with {@link Intervals#TRIGGER}, the length of data before each tick
   * @param firstRun with {@link Intervals#TRIGGER}, the first run of a DAG without start date
   */
  record Cron(
      List<String> expressions,
      String zone,
      Intervals intervals,
      Duration interval,
      FirstRun firstRun)
      implements ScheduleSpec {

    private static final int MAX_EXPRESSIONS = 20;

    public Cron {
      if (expressions.size() > MAX_EXPRESSIONS) {
        throw new InvalidScheduleException(
            expressions.size() + " cron expressions in one schedule; the limit is 20");
      }
      expressions = expressions.stream().map(text -> CronExpression.parse(text).text()).toList();
      new CronTriggerTimetable(crons(expressions, zone), interval, firstRun);
    }

    @Override
    public Timetable toTimetable() {
      Crons crons = crons(expressions, zone);
      return switch (intervals) {
        case TRIGGER -> new CronTriggerTimetable(crons, interval, firstRun);
        case DATA_INTERVAL -> new CronDataIntervalTimetable(crons);
      };
    }

    private static Crons crons(List<String> expressions, String zone) {
      return new Crons(expressions.stream().map(CronExpression::parse).toList(), zoneOf(zone));
    }

    private static ZoneId zoneOf(String id) {
      try {
        return ZoneId.of(id);
      } catch (DateTimeException e) {
        throw new InvalidScheduleException(
            "zone `" + id + "` is unknown; use a name such as Europe/Berlin or UTC");
      }
    }
  }

  /**
   * At a fixed distance of real time.
   *
   * @param delta the distance, from one second to 3,660 days
   * @param intervals what a run is for
   */
  record Delta(Duration delta, Intervals intervals) implements ScheduleSpec {

    private static final Duration MIN = Duration.ofSeconds(1);
    private static final Duration MAX = Duration.ofDays(3_660);

    public Delta {
      if (delta.compareTo(MIN) < 0 || delta.compareTo(MAX) > 0) {
        throw new InvalidScheduleException(
            "every `" + Durations.exact(delta) + "`: must be between 1 second and 3660 days");
      }
    }

    @Override
    public Timetable toTimetable() {
      return switch (intervals) {
        case TRIGGER -> new DeltaTriggerTimetable(delta);
        case DATA_INTERVAL -> new DeltaDataIntervalTimetable(delta);
      };
    }
  }

  /**
   * At given instants.
   *
   * @param events the instants, in any order, at most 10,000
   * @param restrictToEvents whether manual runs are for an event too
   */
  record Events(List<Instant> events, boolean restrictToEvents) implements ScheduleSpec {

    private static final int MAX_EVENTS = 10_000;

    public Events {
      if (events.size() > MAX_EVENTS) {
        throw new InvalidScheduleException(
            events.size() + " events in one schedule; the limit is 10000");
      }
      events = new EventsTimetable(events, restrictToEvents).events();
    }

    @Override
    public Timetable toTimetable() {
      return new EventsTimetable(events, restrictToEvents);
    }
  }
}
