package io.orchestrator.tasklog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.tasklog.TaskLogReader.Page;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TaskLogReaderTest {
  private static final TaskLogKey KEY = new TaskLogKey("d", "r", "t", -1, 1);
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final MemoryTaskLogHandler remote = new MemoryTaskLogHandler();
  private final TaskLogReader reader = new TaskLogReader(remote, Optional.empty());

  private void put(String stream, int number, long second, String text) throws IOException {
    remote.put(KEY, new ChunkId(NOON.plusSeconds(second), stream, number), text.getBytes(UTF_8));
  }

  private List<Page> pages(int size) {
    List<Page> pages = new ArrayList<>();
    String cursor = TaskLogReader.START;
    do {
      pages.add(reader.read(KEY, cursor, size));
      cursor = pages.get(pages.size() - 1).next();
    } while (pages.get(pages.size() - 1).more());
    return pages;
  }

  private static String joined(List<Page> pages) {
    StringBuilder text = new StringBuilder();
    pages.forEach(p -> text.append(p.text()));
    return text.toString();
  }

  @Test
  void c113_anAttemptWithoutALogIsEmptyAndNoProblem() {
    assertThat(reader.read(KEY, TaskLogReader.START, 100))
        .isEqualTo(new Page("", TaskLogReader.START, false, Optional.empty()));
  }

  @Test
  void c114_oneTrysLogIsReadAloneWhileTheNextIsWritten() throws IOException {
    put("a", 0, 0, "of the first\n");
    TaskLogKey next = new TaskLogKey("d", "r", "t", -1, 2);
    remote.put(next, new ChunkId(NOON, "b", 0), "of the second\n".getBytes(UTF_8));
    assertThat(joined(pages(100))).isEqualTo("of the first\n");
  }

  @Test
  void pagesEndWithLinesAndTogetherAreTheLog() throws IOException {
    put("a", 0, 0, "one\ntwo\nthree is longer\n");
    put("a", 1, 5, "four\nfive\n");
    List<Page> pages = pages(20);
    assertThat(pages).hasSizeGreaterThan(1).allMatch(p -> p.text().endsWith("\n"));
    assertThat(joined(pages)).isEqualTo("one\ntwo\nthree is longer\nfour\nfive\n");
  }

  @Test
  void aLineLongerThanAPageIsCutBetweenCharacters() throws IOException {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < 60; i++) {
        line.append(List.of("a", "ü", "€", "😀", "\n").get(random.nextInt(5)));
      }
      TaskLogKey key = new TaskLogKey("d", "r", "t", -1, 2 + (int) seed);
      remote.put(key, new ChunkId(NOON, "a", 0), line.toString().getBytes(UTF_8));
      StringBuilder read = new StringBuilder();
      String cursor = TaskLogReader.START;
      Page page;
      do {
        page = reader.read(key, cursor, 16);
        assertThat(page.text().getBytes(UTF_8).length).as("seed %d", seed).isLessThanOrEqualTo(16);
        read.append(page.text());
        cursor = page.next();
      } while (page.more());
      assertThat(read).as("seed %d", seed).hasToString(line.toString());
    }
  }

  @Test
  void streamsAreReadInTheOrderOfTheirTimes() throws IOException {
    put("b", 0, 10, "second\n");
    put("a", 0, 0, "first\n");
    put("a", 1, 20, "third\n");
    assertThat(reader.read(KEY, TaskLogReader.START, 1_000).text())
        .isEqualTo("first\nsecond\nthird\n");
  }

  @Test
  void aChunkThatArrivesLateFromAnotherWorkerIsNotMissed() throws IOException {
    put("b", 0, 10, "second\n");
    Page page = reader.read(KEY, TaskLogReader.START, 1_000);
    put("a", 0, 0, "late\n");
    assertThat(reader.read(KEY, page.next(), 1_000).text()).isEqualTo("late\n");
  }

  @Test
  void aPlaceThatDoesNotAnswerIsToldAndReadingGoesOnLater() throws IOException {
    put("a", 0, 0, "one\n");
    Page first = reader.read(KEY, TaskLogReader.START, 1_000);
    put("a", 1, 1, "two\n");
    remote.fault(
        call -> {
          throw new IOException("no route");
        });
    Page failed = reader.read(KEY, first.next(), 1_000);
    assertThat(failed.text()).isEmpty();
    assertThat(failed.problem()).contains("The log cannot be read from memory:logs now: no route");
    remote.fault(call -> false);
    assertThat(reader.read(KEY, failed.next(), 1_000).text()).isEqualTo("two\n");
  }

  @Test
  void aLogThatWasDeletedMeanwhileIsNoProblem() throws IOException {
    put("a", 0, 0, "one\n");
    Page first = reader.read(KEY, TaskLogReader.START, 1_000);
    remote.delete(KEY);
    assertThat(reader.read(KEY, first.next(), 1_000).text()).isEmpty();
  }
}
