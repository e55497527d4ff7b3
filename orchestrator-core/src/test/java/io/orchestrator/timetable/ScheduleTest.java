package io.orchestrator.timetable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** What authors write, what is stored, what people read and what is refused. */
class ScheduleTest {

  private final JsonMapper json = JsonMapper.builder().build();

  static Stream<Schedule> schedules() {
    return Stream.of(
        Schedule.manual(),
        Schedule.once(),
        Schedule.continuous(),
        Schedule.daily(),
        Schedule.cron("0 6 * * *", "@hourly").in("America/New_York").asDataIntervals(),
        Schedule.weekly()
            .covering(Duration.ofDays(7))
            .firstRun(new FirstRun(FirstRun.Kind.WITHIN, Duration.ofMinutes(90))),
        Schedule.every(Duration.ofSeconds(90)),
        Schedule.every(2, ChronoUnit.DAYS).asDataIntervals(),
        Schedule.on(Instant.parse("2026-01-02T03:04:05.006Z"), Instant.EPOCH));
  }

  @ParameterizedTest
  @MethodSource("schedules")
  void aScheduleSurvivesJson(Schedule schedule) {
    String text = json.writeValueAsString(schedule.spec());
    ScheduleSpec read = json.readValue(text, ScheduleSpec.class);
    assertThat(read).isEqualTo(schedule.spec());
    assertThat(read.toTimetable()).isEqualTo(schedule.toTimetable());
  }

  @Test
  void theStoredFormIsReadable() {
    assertThat(json.readTree(json.writeValueAsString(Schedule.daily().in("Europe/Berlin").spec())))
        .isEqualTo(
            json.readTree(
                """
                {"kind": "cron", "expressions": ["0 0 * * *"], "zone": "Europe/Berlin",
                 "intervals": "TRIGGER", "interval": "PT0S",
                 "firstRun": {"kind": "WITHIN", "window": null}}"""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          @daily          | At 00:00 in UTC
          0 4 * * *       | At 04:00 in UTC
          30 4,16 * * *   | At 04:30 and 16:30 in UTC
          @hourly         | Every hour in UTC
          5 * * * *       | Every hour at minute 5 in UTC
          */15 * * * *    | Every 15 minutes in UTC
          * * * * *       | Every minute in UTC
          0,20 * * * *    | Every hour at minutes 0 and 20 in UTC
          0 */2 * * *     | Every 2 hours in UTC
          10 */2 * * *    | Every 2 hours at minute 10 in UTC
          0 9-17 * * 1-5  | Every hour, during hours 9 to 17 on Monday to Friday in UTC
          0 0 13 * fri    | At 00:00 on day 13 of the month or on Friday in UTC
          @quarterly      | At 00:00 on day 1 of the month in every 3 from January in UTC
          0 0 L * *       | At 00:00 on the last day of the month in UTC
          0 0 * jan,Jul 7 | At 00:00 on Sunday in January and July in UTC
          0 0 * * 1#2,L5  | At 00:00 on weekday Monday number 2 and the last Friday in UTC
          """)
  void aCronIsPutInWords(String cron, String words) {
    assertThat(Schedule.cron(cron).toTimetable().description()).isEqualTo(words);
  }

  @Test
  void otherSchedulesArePutInWords() {
    assertThat(Schedule.cron("0 4 * * *").in("Europe/Berlin").toTimetable().description())
        .isEqualTo("At 04:00 in Europe/Berlin");
    assertThat(Schedule.daily().toTimetable().summary()).isEqualTo("0 0 * * *");
    assertThat(Schedule.every(Duration.ofMinutes(90)).toTimetable())
        .returns("1h 30m", Timetable::summary)
        .returns("Every 1 hour 30 minutes", Timetable::description);
    assertThat(Schedule.every(1, ChronoUnit.HOURS).toTimetable().description())
        .isEqualTo("Every hour");
    assertThat(Schedule.manual().toTimetable().summary()).isEqualTo("None");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          61 * * * *    | minute 61 is outside 0-59 (position 1)
          0 5-24 * * *  | hour 24 is outside 0-23 (position 5)
          0 22-2 * * *  | hour range 22-2 runs backwards; write it as two ranges (position 3)
          0 0 1,,3 * *  | day of month value is missing (position 7)
          0 0 * foo *   | month `foo` is not a number, a name or * (position 7)
          0 0 * an  *   | month `an` is not a number, a name or * (position 7)
          x 0 * * *     | minute `x` is not a number or * (position 1)
          */0 0 * * *   | minute step 0 is outside 1-59 (position 3)
          0 0 * * 8     | day of week 8 is outside 0-7 (position 9)
          0 0 * * 1#6   | a month has weekdays 1 to 5, not 6 (position 11)
          0 0 30 2 *    | never fires, no such day exists (position 5)
          0 99999999999 * * * | hour `99999999999` is not a number or * (position 3)
          """)
  void aBadCronIsRefusedWithItsPlace(String cron, String problem) {
    assertThatThrownBy(() -> Schedule.cron(cron).spec())
        .isInstanceOf(InvalidScheduleException.class)
        .hasMessage("cron `" + cron + "`: " + problem);
  }

  @Test
  void aCronOfOtherThanFiveFieldsIsRefused() {
    assertThatThrownBy(() -> Schedule.cron("0 0 * *").spec())
        .hasMessageContaining("has 4 fields, needs 5");
    assertThatThrownBy(() -> Schedule.cron("0 0 0 * * *").spec())
        .hasMessageContaining("has 6 fields, needs 5")
        .hasMessageEndingWith("(position 11)");
    assertThatThrownBy(() -> Schedule.cron("").spec()).hasMessageContaining("has 0 fields");
    assertThatThrownBy(() -> Schedule.cron("@dayly").spec())
        .hasMessageContaining("known are @annually");
    assertThatThrownBy(() -> Schedule.cron("1".repeat(300)).spec())
        .hasMessageContaining("limit is 200");
  }

  @Test
  void theFirstProblemOfAScheduleIsTheOneThatIsTold() {
    assertThatThrownBy(() -> Schedule.cron("bad").in("Nowhere").asDataIntervals().toTimetable())
        .hasMessageContaining("cron `bad`");
  }

  @Test
  void whatDoesNotFitTogetherIsRefused() {
    assertThatThrownBy(() -> Schedule.daily().in("Europe/Berln").spec())
        .isInstanceOf(InvalidScheduleException.class)
        .hasMessageContaining("zone `Europe/Berln` is unknown")
        .hasMessageContaining("Europe/Berlin");
    assertThatThrownBy(() -> Schedule.manual().asDataIntervals().spec())
        .hasMessage("asDataIntervals() needs a cron schedule, not `None`");
    assertThatThrownBy(() -> Schedule.every(Duration.ZERO).spec())
        .isInstanceOf(InvalidScheduleException.class);
    assertThatThrownBy(() -> Schedule.every(1, ChronoUnit.MONTHS).spec())
        .isInstanceOf(InvalidScheduleException.class);
    assertThatThrownBy(() -> Schedule.every(Long.MAX_VALUE, ChronoUnit.DAYS).spec())
        .isInstanceOf(InvalidScheduleException.class);
    assertThatThrownBy(() -> Schedule.on().spec()).isInstanceOf(InvalidScheduleException.class);
  }

  @Test
  void nextAndLastWeekdaysAreFound() {
    CronExpression cron = CronExpression.parse("0 12 * * 1#1,L5");
    LocalDateTime first = cron.nextWall(LocalDateTime.parse("2026-01-01T00:00"));
    assertThat(first).isEqualTo(LocalDateTime.parse("2026-01-05T12:00"));
    assertThat(cron.nextWall(first)).isEqualTo(LocalDateTime.parse("2026-01-30T12:00"));
    assertThat(CronExpression.parse("0 0 L 2 *").nextWall(LocalDateTime.parse("2027-03-01T00:00")))
        .isEqualTo(LocalDateTime.parse("2028-02-29T00:00"));
    assertThat(CronExpression.parse("0 0 29 2 *").nextWall(LocalDateTime.parse("2096-03-01T00:00")))
        .isEqualTo(LocalDateTime.parse("2104-02-29T00:00"));
  }

  @Test
  void anIntervalThatEndsBeforeItStartsIsRefused() {
    assertThatThrownBy(() -> new DataInterval(Instant.EPOCH.plusSeconds(1), Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class)
        .isNotInstanceOf(DateTimeException.class);
  }
}
