package io.orchestrator.tasklog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.tasklog.TaskLogHandler.Chunk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every place for task logs does. */
public abstract class TaskLogHandlerContract {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final TaskLogKey KEY =
      new TaskLogKey("flights", "scheduled__2001-01-01T00:00:00+00:00", "group.load", -1, 1);

  /** An empty place, the same one for the whole test. */
  protected abstract TaskLogHandler handler();

  protected static ChunkId chunk(int number) {
    return new ChunkId(NOON.plusSeconds(number), "a1", number);
  }

  private String read(TaskLogKey key, ChunkId chunk, long offset) throws IOException {
    try (InputStream in = handler().open(key, chunk, offset)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private void put(TaskLogKey key, ChunkId chunk, String text) throws IOException {
    handler().put(key, chunk, text.getBytes(UTF_8));
  }

  @Test
  void aProbeSucceedsAndLeavesNothing() throws Exception {
    handler().probe();
    handler().probe();
    assertThat(handler().list(KEY)).isEmpty();
  }

  @Test
  void aChunkIsReadBackFromAnyOffset() throws IOException {
    put(KEY, chunk(0), "first line\nzweite Zeile ü\n");
    assertThat(read(KEY, chunk(0), 0)).isEqualTo("first line\nzweite Zeile ü\n");
    assertThat(read(KEY, chunk(0), 11)).isEqualTo("zweite Zeile ü\n");
  }

  @Test
  void anOffsetAtOrBehindTheEndGivesNothing() throws IOException {
    put(KEY, chunk(0), "12345");
    assertThat(read(KEY, chunk(0), 5)).isEmpty();
    assertThat(read(KEY, chunk(0), 500)).isEmpty();
  }

  @Test
  void chunksAreListedInOrderWithTheirSizes() throws IOException {
    put(KEY, chunk(2), "ccc");
    put(KEY, chunk(0), "a");
    put(KEY, chunk(1), "bb");
    assertThat(handler().list(KEY))
        .containsExactly(new Chunk(chunk(0), 1), new Chunk(chunk(1), 2), new Chunk(chunk(2), 3));
  }

  @Test
  void aChunkWrittenAgainIsThereOnce() throws IOException {
    put(KEY, chunk(0), "the same");
    put(KEY, chunk(0), "the same");
    assertThat(handler().list(KEY)).containsExactly(new Chunk(chunk(0), 8));
    assertThat(read(KEY, chunk(0), 0)).isEqualTo("the same");
  }

  @Test
  void streamsOfTwoWorkersDoNotTouchEachOther() throws IOException {
    ChunkId other = new ChunkId(chunk(0).startedAt(), "b2", 0);
    put(KEY, chunk(0), "one");
    put(KEY, other, "two");
    assertThat(handler().list(KEY)).extracting(Chunk::id).containsExactly(chunk(0), other);
    assertThat(read(KEY, other, 0)).isEqualTo("two");
  }

  @Test
  void anAttemptWithoutALogHasNoChunks() throws IOException {
    assertThat(handler().list(KEY)).isEmpty();
  }

  @Test
  void aMissingChunkIsToldAsSuch() {
    assertThatThrownBy(() -> read(KEY, chunk(7), 0)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void c115_attemptsAndMapIndexesAreApart() throws IOException {
    TaskLogKey second = new TaskLogKey("flights", KEY.runId(), "group.load", -1, 2);
    TaskLogKey twelfth = new TaskLogKey("flights", KEY.runId(), "group.load", -1, 12);
    TaskLogKey mapped = new TaskLogKey("flights", KEY.runId(), "group.load", 0, 1);
    for (TaskLogKey key : List.of(KEY, second, twelfth, mapped)) {
      put(key, chunk(0), key.toString());
    }
    for (TaskLogKey key : List.of(KEY, second, twelfth, mapped)) {
      assertThat(handler().list(key)).hasSize(1);
      assertThat(read(key, chunk(0), 0)).isEqualTo(key.toString());
    }
  }

  @Test
  void idsThatLookLikePathsStayInTheirPlace() throws IOException {
    TaskLogKey dots = new TaskLogKey("..", "../../etc", "a/b\\c\0d", -1, 1);
    TaskLogKey plain = new TaskLogKey("a", "b%2Fc", "d", -1, 1);
    TaskLogKey encoded = new TaskLogKey("a", "b/c", "d", -1, 1);
    put(dots, chunk(0), "dots");
    put(plain, chunk(0), "plain");
    put(encoded, chunk(0), "encoded");
    assertThat(read(dots, chunk(0), 0)).isEqualTo("dots");
    assertThat(read(plain, chunk(0), 0)).isEqualTo("plain");
    assertThat(read(encoded, chunk(0), 0)).isEqualTo("encoded");
  }

  @Test
  void longIdsAreApartToo() throws IOException {
    TaskLogKey one = new TaskLogKey("d".repeat(250) + "1", "ü".repeat(250), "t", -1, 1);
    TaskLogKey two = new TaskLogKey("d".repeat(250) + "2", "ü".repeat(250), "t", -1, 1);
    put(one, chunk(0), "one");
    put(two, chunk(0), "two");
    assertThat(read(one, chunk(0), 0)).isEqualTo("one");
    assertThat(read(two, chunk(0), 0)).isEqualTo("two");
  }

  @Test
  void moreChunksThanOnePageOfAListing() throws IOException {
    for (int i = 0; i < 1_050; i++) {
      put(KEY, chunk(i), "x");
    }
    assertThat(handler().list(KEY))
        .hasSize(1_050)
        .isSortedAccordingTo(java.util.Comparator.comparing(Chunk::id));
  }

  @Test
  void deletingARunRemovesAllItsAttemptsAndNoOtherRuns() throws IOException {
    TaskLogKey second = new TaskLogKey("flights", KEY.runId(), "group.load", 3, 2);
    TaskLogKey longer = new TaskLogKey("flights", KEY.runId() + "1", "group.load", -1, 1);
    put(KEY, chunk(0), "one");
    put(KEY, chunk(1), "more");
    put(second, chunk(0), "two");
    put(longer, chunk(0), "of another");
    handler().deleteRun("flights", KEY.runId(), NOON.plusSeconds(60));
    assertThat(handler().list(KEY)).isEmpty();
    assertThat(handler().list(second)).isEmpty();
    assertThat(read(longer, chunk(0), 0)).isEqualTo("of another");
    assertThatCode(() -> handler().deleteRun("flights", KEY.runId(), NOON))
        .doesNotThrowAnyException();
  }

  @Test
  void theLogOfALaterRunOfTheSameNameStays() throws IOException {
    put(KEY, chunk(0), "of the deleted one");
    put(KEY, chunk(30), "of the one that has its name");
    handler().deleteRun("flights", KEY.runId(), NOON.plusSeconds(30));
    assertThat(handler().list(KEY)).extracting(Chunk::id).containsExactly(chunk(30));
  }

  @Test
  void deletingRemovesTheAttemptAlone() throws IOException {
    TaskLogKey second = new TaskLogKey("flights", KEY.runId(), "group.load", -1, 2);
    put(KEY, chunk(0), "one");
    put(second, chunk(0), "two");
    handler().delete(KEY);
    assertThat(handler().list(KEY)).isEmpty();
    assertThat(read(second, chunk(0), 0)).isEqualTo("two");
    assertThatCode(() -> handler().delete(KEY)).doesNotThrowAnyException();
  }
}
