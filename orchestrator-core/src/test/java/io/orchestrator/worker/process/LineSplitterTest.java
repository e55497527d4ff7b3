package io.orchestrator.worker.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
  private final List<String> lines = new ArrayList<>();

  private List<String> split(int limit, String... chunks) {
    LineSplitter splitter = new LineSplitter(limit, lines::add);
    for (String chunk : chunks) {
      splitter.accept(chunk.getBytes(UTF_8));
    }
    splitter.finish();
    return lines;
  }

  @Test
  void joinsChunksToLines() {
    assertThat(split(100, "a", "b\nc\r\n", "\n", "d")).containsExactly("ab", "c", "", "d");
  }

  @Test
  void cutsLongLinesBetweenCharacters() {
    assertThat(split(5, "ääää\nx")).containsExactly("ää", "ää", "x");
  }

  @Test
  void aLineOfExactlyTheLimitIsOneLine() {
    assertThat(split(4, "abcd\nabcdefgh\r\n")).containsExactly("abcd", "abcd", "efgh");
  }
}
