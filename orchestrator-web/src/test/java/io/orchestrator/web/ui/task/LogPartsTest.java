package io.orchestrator.web.ui.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.web.reading.NumberedLine;
import io.orchestrator.web.ui.text.Moments;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a page shows of a log, and in which looks. */
class LogPartsTest {
  @Test
  void theBeginningAndTheEndAreShownAndALineThatIsAskedForBetweenThem() {
    assertThat(LogRange.shown(100, 901, 1_000, 0))
        .containsExactly(new LogRange(1, 100), new LogRange(901, 1_000));
    assertThat(LogRange.shown(10_000, 190_001, 200_000, 50_000))
        .containsExactly(
            new LogRange(1, 10_000), new LogRange(49_500, 59_499), new LogRange(190_001, 200_000));
    assertThat(LogRange.shown(10_000, 190_001, 200_000, 10_200))
        .containsExactly(new LogRange(1, 20_000), new LogRange(190_001, 200_000));
    assertThat(LogRange.shown(10_000, 190_001, 200_000, 189_999))
        .containsExactly(new LogRange(1, 10_000), new LogRange(189_499, 200_000));
  }

  @Test
  void aWholeLogIsOneRangeAndAnEmptyOneIsNone() {
    assertThat(LogRange.shown(42, 43, 42, 7)).containsExactly(new LogRange(1, 42));
    assertThat(LogRange.shown(0, 1, 0, 0)).isEmpty();
  }

  @Test
  void coloursOfATerminalBecomeLooksAndOtherCodesGo() {
    assertThat(AnsiRuns.of("plain")).containsExactly(new LogRun("", "plain"));
    assertThat(AnsiRuns.of("a\u001b[1;31mred\u001b[0mb\u001b[2K\u001b]0;title\u0007c"))
        .containsExactly(
            new LogRun("", "a"),
            new LogRun("c1 cb", "red"),
            new LogRun("", "b"),
            new LogRun("", "c"));
    assertThat(AnsiRuns.of("\u001b[38;5;196mx\u001b[48;2;0;200;0my\u001b[39mz"))
        .containsExactly(new LogRun("c1", "x"), new LogRun("c1 g2", "y"), new LogRun("g2", "z"));
    assertThat(AnsiRuns.of("\u001b[94mx\u001b[m")).containsExactly(new LogRun("c12", "x"));
  }

  @Test
  void manyLinesAreFewElementsWithAllTheirText() {
    List<NumberedLine> lines =
        LongStream.rangeClosed(1, 45).mapToObj(n -> new NumberedLine(n, "line " + n)).toList();
    LogClock clock = new LogClock(new Moments(ZoneOffset.UTC, Instant.EPOCH), LogTimes.CLOCK, null);
    LogBlockText text = new LogBlockText();
    lines.forEach(line -> text.add(line, clock));
    LogBlock block = text.take();
    assertThat(block.first()).isEqualTo(1);
    assertThat(block.numbers()).startsWith("1\n2\n").endsWith("\n45");
    assertThat(block.runs()).hasSize(1);
    assertThat(block.runs().get(0).text().lines()).hasSize(45);
  }
}
