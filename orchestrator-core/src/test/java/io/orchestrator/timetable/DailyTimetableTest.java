package io.orchestrator.timetable;

import static io.orchestrator.timetable.Times.at;
import static io.orchestrator.timetable.Times.catchup;
import static io.orchestrator.timetable.Times.interval;
import static io.orchestrator.timetable.Times.noCatchup;
import static io.orchestrator.timetable.Times.runs;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** C37 to C50: a daily schedule in UTC, once as Airflow 3 and once as Airflow 2 reads it. */
class DailyTimetableTest {

  private final Timetable trigger = Schedule.daily().toTimetable();
  private final Timetable intervals = Schedule.daily().asDataIntervals().toTimetable();
  private final Timetable hourly = Schedule.hourly().toTimetable();

  @Test
  @DisplayName("C37 catch-up makes one run per day since the start date")
  void catchupMakesOneRunPerDay() {
    assertThat(runs(trigger, catchup("01-01", null), "01-04T10:00"))
        .containsExactly("01-01T00", "01-02T00", "01-03T00", "01-04T00", "next 01-05T00");
    assertThat(runs(intervals, catchup("01-01", null), "01-04T10:00"))
        .containsExactly(
            "01-01T00@01-02T00",
            "01-02T00@01-03T00",
            "01-03T00@01-04T00",
            "next 01-04T00@01-05T00");
  }

  @Test
  @DisplayName("C38 without catch-up only the latest run is made at first deploy")
  void onlyTheLatestRunIsMadeWithoutCatchup() {
    assertThat(runs(trigger, noCatchup("01-01"), "01-04T10:00"))
        .containsExactly("01-04T00", "next 01-05T00");
    assertThat(runs(intervals, noCatchup("01-01"), "01-04T10:00"))
        .containsExactly("01-03T00@01-04T00", "next 01-04T00@01-05T00");
  }

  @Test
  @DisplayName("C39 without start date an old tick is not run at once")
  void anOldTickIsNotRunWithoutStartDate() {
    assertThat(runs(trigger, noCatchup(null), "01-04T10:00")).containsExactly("next 01-05T00");
    assertThat(runs(intervals, noCatchup(null), "01-04T10:00"))
        .containsExactly("01-03T00@01-04T00", "next 01-04T00@01-05T00");
  }

  @Test
  @DisplayName("C40 without start date a tick no older than a tenth of the gap is run at once")
  void aFreshTickIsRunWithoutStartDate() {
    assertThat(runs(trigger, noCatchup(null), "01-04T01:00"))
        .containsExactly("01-04T00", "next 01-05T00");
    assertThat(runs(trigger, noCatchup(null), "01-04T02:24")).startsWith("01-04T00");
    assertThat(runs(trigger, noCatchup(null), "01-04T02:25")).containsExactly("next 01-05T00");
  }

  @Test
  @DisplayName("C41 the window is never shorter than five minutes or a tenth of an hour")
  void theWindowOfAnHourlyScheduleIsSixMinutes() {
    assertThat(runs(hourly, noCatchup(null), "01-04T10:04")).startsWith("01-04T10");
    assertThat(runs(hourly, noCatchup(null), "01-04T10:07")).containsExactly("next 01-04T11");
    Timetable halfHourly = Schedule.cron("*/30 * * * *").toTimetable();
    assertThat(runs(halfHourly, noCatchup(null), "01-04T10:05")).startsWith("01-04T10");
    assertThat(runs(halfHourly, noCatchup(null), "01-04T10:06"))
        .containsExactly("next 01-04T10:30");
  }

  @Test
  @DisplayName("C39–C41 run_immediately is honoured, false included")
  void firstRunIsHonoured() {
    assertThat(first(FirstRun.Kind.PREVIOUS_TICK, null, "01-04T10:00")).startsWith("01-04T00");
    assertThat(first(FirstRun.Kind.NEXT_TICK, null, "01-04T00:01"))
        .containsExactly("next 01-05T00");
    assertThat(first(FirstRun.Kind.NEXT_TICK, null, "01-04T00:00")).startsWith("01-04T00");
    assertThat(first(FirstRun.Kind.WITHIN, Duration.ofHours(10), "01-04T10:00"))
        .startsWith("01-04T00");
    assertThat(first(FirstRun.Kind.WITHIN, Duration.ofMinutes(1), "01-04T00:02"))
        .containsExactly("next 01-05T00");
  }

  private static List<String> first(FirstRun.Kind kind, @Nullable Duration window, String now) {
    Schedule schedule = Schedule.daily().firstRun(new FirstRun(kind, window));
    return runs(schedule.toTimetable(), noCatchup(null), now);
  }

  @Test
  @DisplayName("C42 the end date is inclusive")
  void theEndDateIsInclusive() {
    assertThat(runs(trigger, catchup("01-01", "01-03"), "01-04T10:00"))
        .containsExactly("01-01T00", "01-02T00", "01-03T00", "none");
    assertThat(runs(intervals, catchup("01-01", "01-03"), "01-04T10:00"))
        .containsExactly("01-01T00@01-02T00", "01-02T00@01-03T00", "01-03T00@01-04T00", "none");
  }

  @Test
  @DisplayName("C43 a start date between ticks begins at the next tick")
  void aStartBetweenTicksIsAligned() {
    assertThat(runs(trigger, catchup("01-01T10:00", null), "01-02T10:00")).startsWith("01-02T00");
    assertThat(runs(intervals, catchup("01-01T10:00", null), "01-03T10:00"))
        .startsWith("01-02T00@01-03T00");
  }

  @Test
  @DisplayName("C44, C50 after a pause without catch-up there is one run for the latest tick")
  void aPauseWithoutCatchupYieldsOneRun() {
    assertThat(
            runs(
                trigger,
                Optional.of(interval("01-04", "01-04")),
                noCatchup("01-01"),
                "01-10T12:00"))
        .containsExactly("01-10T00", "next 01-11T00");
    assertThat(
            runs(
                intervals,
                Optional.of(interval("01-04", "01-05")),
                noCatchup("01-01"),
                "01-10T12:00"))
        .containsExactly("01-09T00@01-10T00", "next 01-10T00@01-11T00");
  }

  @Test
  @DisplayName("C45 a start date in the future is waited for")
  void aFutureStartIsWaitedFor() {
    assertThat(runs(trigger, noCatchup("02-01"), "01-04T10:00")).containsExactly("next 02-01T00");
    assertThat(runs(intervals, noCatchup("02-01"), "01-04T10:00"))
        .containsExactly("next 02-01T00@02-02T00");
  }

  @Test
  @DisplayName("C46 at the very boundary the tick counts and the interval is complete")
  void theBoundaryCounts() {
    assertThat(runs(trigger, noCatchup("01-01"), "01-04T00:00")).startsWith("01-04T00");
    assertThat(runs(intervals, noCatchup("01-01"), "01-04T00:00")).startsWith("01-03T00@01-04T00");
  }

  @Test
  @DisplayName("C47 a schedule changed from daily to hourly goes on where the last interval ended")
  void aChangedScheduleGoesOn() {
    Optional<DataInterval> last = Optional.of(interval("01-03", "01-04"));
    assertThat(runs(hourly, last, catchup("01-01", null), "01-04T02:30"))
        .containsExactly("01-04T01", "01-04T02", "next 01-04T03");
    Timetable hourlyIntervals = Schedule.hourly().asDataIntervals().toTimetable();
    assertThat(runs(hourlyIntervals, last, catchup("01-01", null), "01-04T02:30"))
        .containsExactly("01-04T00@01-04T01", "01-04T01@01-04T02", "next 01-04T02@01-04T03");
  }

  @Test
  void aScheduleChangedFromHourlyToDailyNeverGoesBackToAnEarlierLogicalDate() {
    Optional<DataInterval> last = Optional.of(interval("01-03T05:00", "01-03T06:00"));
    assertThat(runs(intervals, last, catchup("01-01", null), "01-05T00:00"))
        .containsExactly("01-04T00@01-05T00", "next 01-05T00@01-06T00");
  }

  @Test
  @DisplayName("C48 a manual run's interval is inferred")
  void aManualIntervalIsInferred() {
    assertThat(trigger.inferManual(at("01-25T01:00")))
        .isEqualTo(interval("01-25T01:00", "01-25T01:00"));
    assertThat(intervals.inferManual(at("01-25T01:00"))).isEqualTo(interval("01-24", "01-25"));
    assertThat(intervals.inferManual(at("01-25"))).isEqualTo(interval("01-24", "01-25"));
  }

  @Test
  @DisplayName("C49 a date taken by a manual run is passed over by asking again with its interval")
  void aTakenDateIsPassedOver() {
    RunSlot taken =
        trigger.next(Optional.empty(), catchup("01-01", null), at("01-04")).orElseThrow();
    RunSlot following =
        trigger
            .next(Optional.of(taken.interval()), catchup("01-01", null), at("01-04"))
            .orElseThrow();
    assertThat(taken.logicalDate()).isEqualTo(at("01-01"));
    assertThat(following.logicalDate()).isEqualTo(at("01-02"));
  }

  @Test
  void aTriggerMayCoverAFixedStretchBeforeItsTick() {
    Timetable covering = Schedule.daily().covering(Duration.ofHours(6)).toTimetable();
    assertThat(runs(covering, catchup("01-02", null), "01-02T10:00"))
        .containsExactly("01-01T18@01-02T00", "next 01-02T18@01-03T00");
    assertThat(covering.inferManual(at("01-25T07:00")))
        .isEqualTo(interval("01-25T01:00", "01-25T07:00"));
  }
}
