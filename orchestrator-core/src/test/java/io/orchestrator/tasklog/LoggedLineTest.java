package io.orchestrator.tasklog;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggedLineTest {
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      delimiter = '|',
      value = {
        "2026-01-31T04:00:00.123Z INFO  hello|2026-01-31T04:00:00.123Z|INFO|hello",
        "2026-01-31T04:00:00.123Z ERROR   at x|2026-01-31T04:00:00.123Z|ERROR|  at x",
        "2026-01-31 04:00:00,5 WARNING late|2026-01-31T04:00:00.5Z|WARN|late",
        "[2026-01-31T04:00:00+0100] [SEVERE] gone|2026-01-31T04:00:00+0100|FATAL|gone",
        "2026-01-31T04:00:00Z no level|2026-01-31T04:00:00Z||no level",
        "  at plain.Text|||  at plain.Text"
      })
  void aLineHasItsPartsAndKeepsItsIndentation(
      String line, @Nullable String moment, @Nullable String level, String text) {
    assertThat(LoggedLine.of(line))
        .isEqualTo(new LoggedLine(moment == null ? "" : moment, level == null ? "" : level, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "2026-01-31T04:00:00.123Z FATAL x|ERROR",
        "2026-01-31T04:00:00.123Z WARN  x|WARN",
        "2026-01-31T04:00:00.123Z INFO  ERROR: no such table|ERROR",
        "2026-01-31T04:00:00.123Z INFO  \u001b[1m\u001b[31mERROR\u001b[0m x|ERROR",
        "Traceback (most recent call last):|ERROR",
        "WARNING:root:slow|WARN",
        "2026-01-31T04:00:00.123Z INFO  no ERROR here|none",
        "plain|none"
      })
  void whatACommandPrintsAsAnErrorCountsAsOne(String line, @Nullable String gravity) {
    assertThat(LoggedLine.of(line).gravity()).isEqualTo(gravity == null ? "" : gravity);
  }

  @Test
  void linesComeInTheirOrder() {
    assertThat(LoggedLine.all("a\nb\n")).extracting(LoggedLine::text).containsExactly("a", "b");
  }
}
