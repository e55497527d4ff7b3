package io.orchestrator.web.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.tasklog.ChunkId;
import io.orchestrator.tasklog.FileTaskLogHandler;
import io.orchestrator.tasklog.TaskLogKey;
import io.orchestrator.tasklog.TaskLogReader;
import io.orchestrator.web.reading.LogSearch.Found;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The search in a log, on the server. */
class LogSearchTest {
  private static final TaskLogKey KEY = new TaskLogKey("d", "r", "t", -1, 1);
  private final FileTaskLogHandler store;
  private final LogSearch search;

  LogSearchTest(@TempDir Path folder) {
    store = new FileTaskLogHandler(folder);
    search = new LogSearch(new LogText(new TaskLogReader(store, Optional.empty())));
  }

  private void write(String lines) throws IOException {
    ChunkId chunk = new ChunkId(Instant.parse("2026-01-31T04:05:06Z"), "s", 0);
    store.put(KEY, chunk, lines.getBytes(StandardCharsets.UTF_8));
  }

  private List<Long> find(String text, boolean regex, boolean exact) {
    Found found = search.find(KEY, new LogQuery(text, regex, exact), 10);
    assertThat(found.problem()).isEmpty();
    return found.lines().stream().map(NumberedLine::number).toList();
  }

  @Test
  void aTextIsFoundLiterallyOrAsARegularExpressionWithOrWithoutCase() throws IOException {
    write("a.b\nA.B\naxb\n\u001b[31ma\u001b[0m.b\n");
    assertThat(find("a.b", false, false)).containsExactly(1L, 2L, 4L);
    assertThat(find("a.b", false, true)).containsExactly(1L, 4L);
    assertThat(find("a.b", true, true)).containsExactly(1L, 3L, 4L);
    assertThat(find("^a.b$", true, false)).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void allAreCountedAndTheFirstAreAnswered() throws IOException {
    write("x\n".repeat(25));
    Found found = search.find(KEY, new LogQuery("x", false, true), 10);
    assertThat(found.count()).isEqualTo(25);
    assertThat(found.lines()).hasSize(10);
  }

  @Test
  void aWrongExpressionIsASentenceAndAnEndlessOneBreaksOff() throws IOException {
    write("a".repeat(40) + "!\n");
    assertThat(search.find(KEY, new LogQuery("(", true, true), 10).problem().orElseThrow())
        .contains("no regular expression");
    assertThat(search.find(KEY, new LogQuery("(a+)+\\1?b", true, true), 10).problem().orElseThrow())
        .contains("took too long");
    assertThat(search.find(KEY, new LogQuery("a".repeat(1_001), false, true), 10).problem())
        .isPresent();
  }

  @Test
  void linesOfACommandThatBeginWithErrorCountAsErrors() throws IOException {
    String time = "2026-01-31T04:05:06.789Z INFO  ";
    write(
        time
            + "ERROR: no such table\n"
            + time
            + "fine\n"
            + time
            + "WARNING:root:slow\n"
            + time
            + "Traceback (most recent call last):\n"
            + time
            + "\u001b[31mERROR\u001b[0m x\n");
    assertThat(search.grave(KEY, "ERROR", 10).lines())
        .extracting(NumberedLine::number)
        .containsExactly(1L, 4L, 5L);
    assertThat(search.grave(KEY, "WARN", 10).lines()).hasSize(4);
  }
}
