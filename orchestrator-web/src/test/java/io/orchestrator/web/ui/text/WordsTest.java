package io.orchestrator.web.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.run.TaskState;
import io.orchestrator.timetable.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:14:07Z");
  private final Moments berlin = new Moments(ZoneId.of("Europe/Berlin"), NOW);
  private final Moments utc = new Moments(ZoneId.of("UTC"), NOW);

  @ParameterizedTest
  @CsvSource({
    "400, 0.4 s",
    "2000, 2 s",
    "22000, 22 s",
    "844000, 14 m 04 s",
    "7500000, 2 h 05 m",
    "360000000, 4 d 04 h",
    "-5, 0 s"
  })
  void durationsHaveTwoUnitsAtMost(long millis, String text) {
    assertThat(plain(Durations.text(Duration.ofMillis(millis)))).isEqualTo(text);
  }

  @Test
  void momentsAreShortAndInTheReadersZone() {
    assertThat(berlin.text(Instant.parse("2026-11-23T03:00:00Z"))).isEqualTo("04:00");
    assertThat(berlin.text(Instant.parse("2026-11-24T03:00:00Z"))).isEqualTo("tomorrow 04:00");
    assertThat(utc.text(Instant.parse("2010-01-12T00:00:00Z"))).isEqualTo("12 Jan 2010 00:00");
    assertThat(berlin.zoneName()).isEqualTo("Berlin");
  }

  @Test
  void relativeWordsGoBothWays() {
    assertThat(plain(utc.relative(NOW.minusSeconds(720)))).isEqualTo("12 min ago");
    assertThat(plain(utc.relative(NOW.plusSeconds(6_300)))).isEqualTo("in 1 h 45 m");
    assertThat(utc.relative(NOW.minusSeconds(1))).isEqualTo("just now");
  }

  @Test
  void titlesNameBothZones() {
    assertThat(berlin.title(NOW))
        .isEqualTo("Mon 23 Nov 2026 04:14:07 Berlin, Mon 23 Nov 2026 03:14:07 UTC");
  }

  @ParameterizedTest
  @CsvSource({
    "0 4 * * *, Daily at 04:00",
    "2 * * * *, Hourly at :02",
    "*/15 * * * *, Every 15 minutes",
    "0 6 * * 1, Mondays at 06:00",
    "30 6 1 * *, Monthly on day 1 at 06:30",
    "@daily, Daily at 00:00",
    "0 2-5 * * *, 0 2-5 * * *"
  })
  void commonCronsReadAsWords(String cron, String words) {
    assertThat(ScheduleWords.cron(cron)).isEqualTo(words);
  }

  @Test
  void statesKeepAirflowsWords() {
    assertThat(StateView.of(TaskState.UP_FOR_RETRY))
        .isEqualTo(new StateView("up_for_retry", "Up for retry"));
    assertThat(StateView.of(TaskState.NONE).word()).isEqualTo("Not started");
  }

  @Test
  void addressesEscapeWhatRunIdsMayHold() {
    assertThat(Links.run("d", "manual__2026-11-22T03:00:00+00:00/x"))
        .isEqualTo("/dags/d/runs/manual__2026-11-22T03:00:00+00:00%2Fx");
  }

  private static String plain(String text) {
    return text.replace('\u00a0', ' ');
  }
}
