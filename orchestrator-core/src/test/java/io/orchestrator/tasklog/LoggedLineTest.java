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

  @Test
  void linesComeInTheirOrder() {
    assertThat(LoggedLine.all("a\nb\n")).extracting(LoggedLine::text).containsExactly("a", "b");
  }
}
