package io.orchestrator.timetable;

import static io.orchestrator.timetable.Times.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** C54 to C64: crons over the clock changes of 2026, walked forwards and backwards. */
class DaylightSavingTest {

  @Test
  @DisplayName("C54 a skipped wall time fires after the gap")
  void aSkippedTimeFiresAfterTheGap() {
    check(
        "30 2 * * *", "Europe/Berlin", "03-28T01:30", "03-29T01:30", "03-30T00:30", "03-31T00:30");
  }

  @Test
  @DisplayName("C55 a repeated wall time fires once, the second time")
  void aRepeatedTimeFiresOnceTheSecondTime() {
    check("30 2 * * *", "Europe/Berlin", "10-24T00:30", "10-25T01:30", "10-26T01:30");
  }

  @Test
  @DisplayName("C56 a day of the clock change has 23 or 25 hours")
  void midnightsAreTwentyThreeOrTwentyFiveHoursApart() {
    check("0 0 * * *", "Europe/Berlin", "03-27T23:00", "03-28T23:00", "03-29T22:00");
    check("0 0 * * *", "Europe/Berlin", "10-24T22:00", "10-25T23:00");
  }

  @Test
  @DisplayName("C57 an hourly cron fires in both repeated hours and loses none in spring")
  void anHourlyCronFollowsElapsedTime() {
    check(
        "30 * * * *", "Europe/Berlin", "10-24T23:30", "10-25T00:30", "10-25T01:30", "10-25T02:30");
    check("30 * * * *", "Europe/Berlin", "03-29T00:30", "03-29T01:30", "03-29T02:30");
  }

  @Test
  @DisplayName("C58 every thirty minutes means real minutes")
  void everyThirtyMinutesMeansRealMinutes() {
    check(
        "*/30 * * * *",
        "Europe/Berlin",
        "10-25T00:00",
        "10-25T00:30",
        "10-25T01:00",
        "10-25T01:30",
        "10-25T02:00");
  }

  @Test
  @DisplayName("C59 every two hours means hours on the wall")
  void everyTwoHoursMeansWallHours() {
    check("0 */2 * * *", "Europe/Berlin", "10-24T22:00", "10-25T01:00", "10-25T03:00");
    check("0 */2 * * *", "Europe/Berlin", "03-28T23:00", "03-29T01:00", "03-29T02:00");
  }

  @Test
  @DisplayName("C60 two wall times that coincide are one run")
  void coincidingWallTimesAreOneRun() {
    check("30 1-3 * * *", "Europe/Berlin", "03-29T00:30", "03-29T01:30", "03-29T23:30");
    check("30 1-3 * * *", "Europe/Berlin", "10-24T23:30", "10-25T01:30", "10-25T02:30");
  }

  @Test
  @DisplayName("C61 New York's repeated hour behaves as Berlin's")
  void newYork() {
    check("30 1 * * *", "America/New_York", "10-31T05:30", "11-01T06:30", "11-02T06:30");
  }

  @Test
  @DisplayName("C62 data intervals stay contiguous over the gap")
  void dataIntervalsStayContiguous() {
    Timetable timetable =
        Schedule.cron("30 2 * * *").in("Europe/Berlin").asDataIntervals().toTimetable();
    Restriction restriction = new Restriction(at("03-28T01:30"), null, true);
    DataInterval first =
        timetable.next(Optional.empty(), restriction, at("04-01")).orElseThrow().interval();
    DataInterval second =
        timetable.next(Optional.of(first), restriction, at("04-01")).orElseThrow().interval();
    assertThat(first).isEqualTo(Times.interval("03-28T01:30", "03-29T01:30"));
    assertThat(second).isEqualTo(Times.interval("03-29T01:30", "03-30T00:30"));
    assertThat(Duration.between(second.start(), second.end())).isEqualTo(Duration.ofHours(23));
  }

  @Test
  @DisplayName("C63 the inferred interval on the day of the gap is not empty")
  void theInferredIntervalIsNotEmpty() {
    Timetable timetable =
        Schedule.cron("30 2 * * *").in("Europe/Berlin").asDataIntervals().toTimetable();
    assertThat(timetable.inferManual(at("03-29T12:00")))
        .isEqualTo(Times.interval("03-28T01:30", "03-29T01:30"));
  }

  @Test
  @DisplayName("C64 restricted days of month and of week mean either")
  void daysOfMonthAndWeekMeanEither() {
    check("0 0 13 * 5", "UTC", "02-06", "02-13", "02-20", "02-27");
  }

  @Test
  void aTickIsFoundFromInsideTheFirstRepeatedHour() {
    Ticks ticks = ticks("30 2 * * *", "Europe/Berlin");
    assertThat(ticks.next(at("10-25T00:45"))).isEqualTo(at("10-25T01:30"));
    assertThat(ticks.previous(at("10-25T00:45"))).isEqualTo(at("10-24T00:30"));
  }

  @Test
  void aGapOfHalfAnHourKeepsTicksInOrder() {
    // Lord Howe Island: 4 October 2026, 02:00 becomes 02:30 (from +10:30 to +11).
    check(
        "15,40 2 * * *",
        "Australia/Lord_Howe",
        "10-02T15:45",
        "10-02T16:10",
        "10-03T15:40",
        "10-03T15:45",
        "10-04T15:15");
  }

  @Test
  void aDayThatTheZoneLeftOutIsMadeUpForOnTheNextDay() {
    // Samoa jumped over 30 December 2011.
    Ticks ticks = ticks("0 12 * * *", "Pacific/Apia");
    Instant before = ticks.next(Instant.parse("2011-12-29T00:00:00Z"));
    assertThat(before).isEqualTo(Instant.parse("2011-12-29T22:00:00Z"));
    assertThat(ticks.next(before)).isEqualTo(Instant.parse("2011-12-30T22:00:00Z"));
    assertThat(ticks.previous(Instant.parse("2011-12-30T22:00:00Z"))).isEqualTo(before);
  }

  private static Ticks ticks(String cron, String zone) {
    return new CronTicks(CronExpression.parse(cron), ZoneId.of(zone));
  }

  private static void check(String cron, String zone, String... expected) {
    Ticks ticks = ticks(cron, zone);
    List<Instant> wanted = new ArrayList<>();
    for (String instant : expected) {
      wanted.add(at(instant));
    }
    List<Instant> forwards = new ArrayList<>(List.of(wanted.get(0)));
    List<Instant> backwards = new ArrayList<>(List.of(wanted.get(wanted.size() - 1)));
    for (int i = 1; i < wanted.size(); i++) {
      forwards.add(ticks.next(forwards.get(i - 1)));
      backwards.add(ticks.previous(backwards.get(i - 1)));
    }
    Collections.reverse(backwards);
    assertThat(forwards).as("forwards").isEqualTo(wanted);
    assertThat(backwards).as("backwards").isEqualTo(wanted);
    assertThat(ticks.alignNext(wanted.get(0))).isEqualTo(wanted.get(0));
  }
}
