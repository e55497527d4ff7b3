package io.orchestrator.worker.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class LogLineTest {
  private static final Instant AT = Instant.parse("2026-11-24T17:05:34.120Z");

  private static String line(Level level, String text) {
    return new String(LogLine.of(AT, level, text), StandardCharsets.UTF_8);
  }

  @Test
  void aLineHasMomentAndPaddedLevel() {
    assertThat(line(Level.INFO, "started")).isEqualTo("2026-11-24T17:05:34.120Z INFO  started\n");
    assertThat(line(Level.ERROR, "  x ")).isEqualTo("2026-11-24T17:05:34.120Z ERROR   x \n");
    assertThat(line(Level.WARN, "")).isEqualTo("2026-11-24T17:05:34.120Z WARN  \n");
  }

  @Test
  void aStackTraceFollowsAsItIs() {
    assertThat(line(Level.ERROR, "java.io.IOException: gone\n\tat A.b(A.java:1)\n\n\tat C").lines())
        .containsExactly(
            "2026-11-24T17:05:34.120Z ERROR java.io.IOException: gone",
            "\tat A.b(A.java:1)",
            "",
            "\tat C");
  }

  @Test
  void aRunawayLineIsCutBetweenCharacters() {
    String cut = line(Level.INFO, "x" + "😀".repeat(LogLine.LONGEST_LINE));
    assertThat(cut).doesNotContain("?").contains("[line cut here: ");
    assertThat(cut.length()).isLessThan(LogLine.LONGEST_LINE + 100);
  }

  @Test
  void carriageReturnsBecomeLineBreaks() {
    assertThat(LineBreaks.plain("10%\r20%\r\ndone\r\n")).isEqualTo("10%\n20%\ndone");
  }
}
