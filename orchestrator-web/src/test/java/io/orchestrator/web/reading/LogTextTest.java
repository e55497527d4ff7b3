package io.orchestrator.web.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.tasklog.ChunkId;
import io.orchestrator.tasklog.FileTaskLogHandler;
import io.orchestrator.tasklog.TaskLogKey;
import io.orchestrator.tasklog.TaskLogReader;
import io.orchestrator.web.reading.LogText.Summary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of any size: how many lines they have, and any of them by its number. */
class LogTextTest {
  private static final TaskLogKey KEY = new TaskLogKey("d", "r", "t", -1, 1);
  private static final int LINES = 200_000;
  private static final int PER_CHUNK = 30_000;
  private final FileTaskLogHandler store;
  private final LogText text;
  private int chunks;

  LogTextTest(@TempDir Path folder) {
    store = new FileTaskLogHandler(folder);
    text = new LogText(new TaskLogReader(store, Optional.empty()));
  }

  private void write(String lines) throws IOException {
    Instant start = Instant.parse("2026-01-31T04:05:06Z").plusSeconds(chunks);
    store.put(KEY, new ChunkId(start, "s", chunks++), lines.getBytes(StandardCharsets.UTF_8));
  }

  private static String line(long number) {
    String level = number % 50_000 == 0 ? "ERROR" : number % 40_000 == 0 ? "WARN " : "INFO ";
    return "2026-01-31T04:05:06.789Z " + level + " line " + number + " of many, each about as long";
  }

  private void writeAll() throws IOException {
    for (long from = 1; from <= LINES; from += PER_CHUNK) {
      long to = Math.min(LINES, from + PER_CHUNK - 1);
      write(
          LongStream.rangeClosed(from, to)
              .mapToObj(LogTextTest::line)
              .collect(Collectors.joining("\n", "", "\n")));
    }
  }

  @Test
  void twoHundredThousandLinesAreCountedAndEachIsFoundByItsNumber() throws IOException {
    writeAll();
    Summary all = text.summary(KEY);
    assertThat(all.lines()).isEqualTo(LINES);
    assertThat(all.errors()).isEqualTo(4);
    assertThat(all.warnings()).isEqualTo(4);
    assertThat(all.problem()).isEmpty();
    for (long number : List.of(1L, 2L, 29_999L, 30_000L, 30_001L, 123_456L, 199_990L, 200_000L)) {
      assertThat(text.lines(KEY, number, number))
          .containsExactly(new NumberedLine(number, line(number)));
    }
    assertThat(text.lines(KEY, 199_999, 200_010)).hasSize(2);
    assertThat(text.lines(KEY, 5, 4)).isEmpty();
    long late = text.lineAt(KEY, all.bytes() - 5 * 1024 * 1024);
    assertThat(text.lines(KEY, late, LINES).stream().mapToLong(l -> l.raw().length() + 1).sum())
        .isBetween(4L * 1024 * 1024, 5L * 1024 * 1024);
  }

  @Test
  void aLogThatGrowsIsReadOnAndOneThatWasRemovedIsReadAnew() throws IOException {
    write("one\ntwo\n");
    assertThat(text.summary(KEY).lines()).isEqualTo(2);
    write("ERROR three\n");
    assertThat(text.summary(KEY).lines()).isEqualTo(3);
    assertThat(text.summary(KEY).errors()).isEqualTo(1);
    assertThat(text.lines(KEY, 3, 3)).extracting(NumberedLine::raw).containsExactly("ERROR three");
    store.delete(KEY);
    assertThat(text.summary(KEY).lines()).isZero();
  }

  @Test
  void aLineLongerThanAPageIsOneLineAndIsCut() throws IOException {
    write("first\n" + "x".repeat(3_000_000) + "\nlast");
    assertThat(text.summary(KEY).lines()).isEqualTo(3);
    List<NumberedLine> lines = text.lines(KEY, 1, 3);
    assertThat(lines).extracting(NumberedLine::number).containsExactly(1L, 2L, 3L);
    assertThat(lines.get(1).raw())
        .hasSizeLessThan(70_000)
        .endsWith(" more characters are in the download");
    assertThat(lines.get(2).raw()).isEqualTo("last");
  }

  @Test
  void theWholeLogIsNamedByItsPlace(@TempDir Path folder) {
    LogText here = new LogText(new TaskLogReader(new FileTaskLogHandler(folder), Optional.empty()));
    assertThat(here.location(KEY)).isEqualTo(folder + "/dag_id=d/run_id=r/task_id=t/attempt=1");
  }
}
