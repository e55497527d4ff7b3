package io.orchestrator.tasklog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.tasklog.LogCursor.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogCursorTest {
  @Test
  void aCursorSurvivesItsText() {
    LogCursor cursor =
        new LogCursor(12, Map.of("a1", new Place(3, 456_789_012_345L), "b2", new Place(0, 0)));
    assertThat(cursor).hasToString("12_a1.3.456789012345_b2.0.0");
    assertThat(LogCursor.parse(cursor.toString())).isEqualTo(cursor);
    assertThat(LogCursor.parse("")).isEqualTo(LogCursor.START);
    assertThat(LogCursor.parse("0")).isEqualTo(LogCursor.START);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "-1",
        "0_a",
        "0_a.1",
        "0_a.-1.0",
        "0_a.1.2.3",
        "0_",
        "1:5",
        "0_a.1.99999999999999999999"
      })
  void otherTextsAreRefused(String text) {
    assertThatThrownBy(() -> LogCursor.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no place in a log");
  }

  @Test
  void withManyStreamsTheTextStaysShortAndNothingReadComesAgain() {
    List<ChunkId> chunks = new ArrayList<>();
    LogCursor cursor = LogCursor.START;
    for (int i = 0; i < 500; i++) {
      ChunkId chunk = new ChunkId(Instant.ofEpochSecond(1_000 + i), "s" + i, 0);
      assertThat(cursor.offsetIn(chunk)).isZero();
      chunks.add(chunk);
      cursor = cursor.moved("s" + i, new Place(1, 0)).bounded(chunks);
    }
    LogCursor last = LogCursor.parse(cursor.toString());
    assertThat(cursor.toString().length()).isLessThan(500);
    assertThat(chunks).allMatch(c -> last.offsetIn(c) < 0);
    assertThat(last.offsetIn(new ChunkId(Instant.ofEpochSecond(2_000), "s3", 1))).isZero();
  }
}
