package io.orchestrator.timetable;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a message or a reason says instead of {@code PT3H}. */
class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 s",
    "PT-5S, -5 s",
    "PT1.234S, 1.234 s",
    "PT59S, 59 s",
    "PT5M, 5 min",
    "PT5M3S, 5 min 3 s",
    "PT3H, 3 h",
    "PT2H5M, 2 h 5 min",
    "P7D, 7 d",
    "P1DT2H, 1 d 2 h"
  })
  void messagesNameTwoUnitsAtMost(Duration duration, String text) {
    assertThat(Durations.exact(duration)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"PT9.9S, 9 s", "PT14M4S, 14 m 04 s", "PT25H, 25 h 00 m"})
  void waitsAreInWholeSeconds(Duration duration, String text) {
    assertThat(Durations.ofWait(duration)).isEqualTo(text);
  }
}
