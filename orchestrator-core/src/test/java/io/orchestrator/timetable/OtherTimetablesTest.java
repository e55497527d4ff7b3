package io.orchestrator.timetable;

import static io.orchestrator.timetable.Times.at;
import static io.orchestrator.timetable.Times.catchup;
import static io.orchestrator.timetable.Times.interval;
import static io.orchestrator.timetable.Times.noCatchup;
import static io.orchestrator.timetable.Times.runs;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Schedules that are no single cron. */
class OtherTimetablesTest {

  @Test
  @DisplayName("C51 continuous runs join up and never overlap")
  void continuousRunsJoinUp() {
    Timetable timetable = Schedule.continuous().toTimetable();
    RunSlot first =
        timetable.next(Optional.empty(), catchup("01-01", null), at("01-04")).orElseThrow();
    assertThat(first.interval()).isEqualTo(interval("01-01", "01-04"));
    RunSlot second =
        timetable
            .next(Optional.of(first.interval()), catchup("01-01", null), at("01-04T03:00"))
            .orElseThrow();
    assertThat(second.interval()).isEqualTo(interval("01-04", "01-04T03:00"));
    assertThat(second.runAfter()).isEqualTo(at("01-04T03:00"));
    assertThat(timetable.activeRunsLimit()).hasValue(1);
    assertThat(timetable.periodic()).isFalse();
  }

  @Test
  @DisplayName("C51 a continuous DAG without start date begins now and keeps its dates apart")
  void continuousWithoutStartBeginsNow() {
    Timetable timetable = Schedule.continuous().toTimetable();
    RunSlot first = timetable.next(Optional.empty(), noCatchup(null), at("01-04")).orElseThrow();
    RunSlot second =
        timetable.next(Optional.of(first.interval()), noCatchup(null), at("01-04")).orElseThrow();
    assertThat(first.interval()).isEqualTo(interval("01-04", "01-04"));
    assertThat(second.logicalDate()).isAfter(first.logicalDate());
    assertThat(
            timetable.next(
                Optional.of(second.interval()),
                new Restriction(null, at("01-05"), false),
                at("01-06")))
        .isEmpty();
  }

  @Test
  @DisplayName("C52 past events are dropped without catch-up, duplicates ignored")
  void pastEventsAreDropped() {
    Timetable timetable =
        Schedule.on(at("01-05"), at("01-03"), at("01-05"), at("01-09")).toTimetable();
    assertThat(runs(timetable, noCatchup(null), "01-04")).containsExactly("next 01-05T00");
    assertThat(runs(timetable, catchup(null, null), "01-06"))
        .containsExactly("01-03T00", "01-05T00", "next 01-09T00");
    assertThat(runs(timetable, catchup("01-04", "01-06"), "01-06"))
        .containsExactly("01-05T00", "none");
    assertThat(timetable.inferManual(at("01-06"))).isEqualTo(interval("01-06", "01-06"));
    assertThat(timetable.summary()).isEqualTo("3 events");
  }

  @Test
  @DisplayName("C52 a manual run restricted to events is for the latest past one, or the first")
  void aRestrictedManualRunIsForAnEvent() {
    Timetable timetable =
        new ScheduleSpec.Events(List.of(at("01-03"), at("01-05")), true).toTimetable();
    assertThat(timetable.inferManual(at("01-04"))).isEqualTo(interval("01-03", "01-03"));
    assertThat(timetable.inferManual(at("01-05"))).isEqualTo(interval("01-05", "01-05"));
    assertThat(timetable.inferManual(at("01-01"))).isEqualTo(interval("01-03", "01-03"));
  }

  @Test
  @DisplayName("C53 crons that fire at the same instant make one run")
  void cronsThatCoincideMakeOneRun() {
    Timetable timetable = Schedule.cron("0 6 * * *", "0 */6 * * *").toTimetable();
    assertThat(runs(timetable, catchup("01-01", null), "01-01T13:00"))
        .containsExactly("01-01T00", "01-01T06", "01-01T12", "next 01-01T18");
    Timetable intervals = Schedule.cron("0 6 * * *", "30 9 * * *").asDataIntervals().toTimetable();
    assertThat(runs(intervals, catchup("01-01", null), "01-02T07:00"))
        .containsExactly(
            "01-01T06@01-01T09:30", "01-01T09:30@01-02T06", "next 01-02T06@01-02T09:30");
  }

  @Test
  void anIntervalIsAnchoredAtTheStartDateAlsoWithoutCatchup() {
    Timetable timetable = Schedule.every(Duration.ofHours(5)).toTimetable();
    assertThat(runs(timetable, noCatchup("01-01"), "01-01T12:34"))
        .containsExactly("01-01T10", "next 01-01T15");
    assertThat(runs(timetable, catchup("01-01", null), "01-01T12:34"))
        .containsExactly("01-01T00", "01-01T05", "01-01T10", "next 01-01T15");
    assertThat(
            runs(
                timetable,
                Optional.of(interval("01-01T10:00", "01-01T10:00")),
                noCatchup("01-01"),
                "01-03T01:00"))
        .containsExactly("01-02T21", "next 01-03T02");
    assertThat(runs(timetable, noCatchup("02-01"), "01-01")).containsExactly("next 02-01T00");
  }

  @Test
  void anIntervalWithoutStartDateBeginsNow() {
    Timetable timetable = Schedule.every(15, ChronoUnit.MINUTES).toTimetable();
    assertThat(runs(timetable, noCatchup(null), "01-01T12:34"))
        .containsExactly("01-01T12:34", "next 01-01T12:49");
    assertThat(
            runs(
                timetable,
                Optional.of(interval("01-01T12:34", "01-01T12:34")),
                noCatchup(null),
                "01-01T13:50"))
        .containsExactly("01-01T13:49", "next 01-01T14:04");
  }

  @Test
  void intervalsOfDataFollowEachOther() {
    Timetable timetable = Schedule.every(Duration.ofHours(6)).asDataIntervals().toTimetable();
    assertThat(runs(timetable, catchup("01-01T01:00", null), "01-01T14:00"))
        .containsExactly("01-01T01@01-01T07", "01-01T07@01-01T13", "next 01-01T13@01-01T19");
    assertThat(runs(timetable, noCatchup(null), "01-04T13:00"))
        .containsExactly("01-04T06@01-04T12", "next 01-04T12@01-04T18");
    assertThat(timetable.next(Optional.empty(), catchup(null, null), at("01-01"))).isEmpty();
    assertThat(timetable.inferManual(at("01-02"))).isEqualTo(interval("01-01T18:00", "01-02"));
  }

  @Test
  void onceRunsOnce() {
    Timetable timetable = Schedule.once().toTimetable();
    assertThat(runs(timetable, noCatchup("01-02"), "01-04")).containsExactly("01-02T00", "none");
    assertThat(runs(timetable, noCatchup(null), "01-04")).containsExactly("01-04T00", "none");
    assertThat(timetable.next(Optional.empty(), catchup("01-02", "01-01"), at("01-04"))).isEmpty();
  }

  @Test
  void manualNeverRuns() {
    Timetable timetable = Schedule.manual().toTimetable();
    assertThat(runs(timetable, catchup("01-01", null), "01-04")).containsExactly("none");
    assertThat(timetable.inferManual(at("01-02"))).isEqualTo(interval("01-02", "01-02"));
  }

  @Test
  void aGridReachesBackBeforeItsAnchor() {
    Grid grid = new Grid(at("01-02T01:00"), Duration.ofHours(5));
    assertThat(grid.alignPrevious(at("01-01"))).isEqualTo(at("01-02T01:00").minusSeconds(90_000));
    assertThat(grid.previous(at("01-02T01:00"))).isEqualTo(at("01-01T20:00"));
    assertThat(grid.alignNext(at("01-02T01:01"))).isEqualTo(at("01-02T06:00"));
    assertThat(grid.alignNext(at("01-02T01:00"))).isEqualTo(at("01-02T01:00"));
  }
}
