package io.orchestrator.timetable;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoMomentsTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @ParameterizedTest
  @CsvSource({
    "2026-01-31,                          2026-01-30T23:00:00Z",
    "2026-07-31,                          2026-07-30T22:00:00Z",
    "2026-01-31T04:00,                    2026-01-31T03:00:00Z",
    "2026-01-31 04:00:05,                 2026-01-31T03:00:05Z",
    "2026-01-31T04:00:00Z,                2026-01-31T04:00:00Z",
    "2026-01-31t04:00:00z,                2026-01-31T04:00:00Z",
    "2026-01-31T04:00:00+01:00,           2026-01-31T03:00:00Z",
    "2026-01-31T04:00:00+0100,            2026-01-31T03:00:00Z",
    "2026-01-31T04:00:00-05,              2026-01-31T09:00:00Z",
    "2026-01-31T04:00:00.123456789+00:00, 2026-01-31T04:00:00.123456789Z",
    "' 2024-02-29 ',                      2024-02-28T23:00:00Z"
  })
  void aDateIsItsStartAndATimeWithoutAnOffsetIsTheZones(String text, Instant moment) {
    assertThat(IsoMoments.read(text, PARIS)).contains(moment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2024-02-31",
        "2024-02-31T04:00:00Z",
        "2026-01-31T25:00:00Z",
        "2026-1-31",
        "2026-01-31T",
        "2026-01-31T04:00:00Zulu",
        "1769832000"
      })
  void whatIsNoMomentIsNotRead(String text) {
    assertThat(IsoMoments.read(text, PARIS)).isEmpty();
  }
}
