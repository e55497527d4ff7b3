package io.orchestrator.operators.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.connection.SecretMask;
import io.orchestrator.tasklog.ChunkId;
import io.orchestrator.tasklog.TaskLogHandler;
import io.orchestrator.tasklog.TaskLogKey;
import io.orchestrator.tasklog.TaskLogReader;
import io.orchestrator.tasklog.TaskLogReader.Page;
import io.orchestrator.worker.log.AttemptLog;
import io.orchestrator.worker.log.LogSpool;
import io.orchestrator.worker.log.LogSpoolSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** The S3 server stops in the middle of a task and comes back after it. */
class S3OutageIT {
  private static final TaskLogKey KEY = new TaskLogKey("d", "r", "t", -1, 1);
  private static final LogSpoolSettings IMPATIENT =
      new LogSpoolSettings(
          new LogSpoolSettings.Chunks(2_000, Duration.ofMillis(10), Duration.ofMillis(10)),
          new LogSpoolSettings.Limits(1 << 30, 1L << 30, 1 << 20),
          3,
          Duration.ofMillis(20),
          Duration.ofMillis(100),
          Duration.ofSeconds(30));

  private final Path temp;

  S3OutageIT(@TempDir Path temp) {
    this.temp = temp;
  }

  @Test
  void allArrivesAfterwardsNothingTwiceAndReadersFollow() throws Exception {
    Path spoolFolder = temp.resolve("spool");
    try (LogBucket bucket = new LogBucket(temp.resolve("s3"));
        TaskLogHandler handler = bucket.handler("s3://logs/tasks");
        Watched watched = new Watched(handler)) {
      LogSpool spool =
          LogSpool.start(spoolFolder, watched, IMPATIENT, Clock.systemUTC(), UUID::randomUUID);
      TaskLogReader here = new TaskLogReader(handler, Optional.of(spoolFolder));
      TaskLogReader elsewhere = new TaskLogReader(handler, Optional.empty());
      AttemptLog log = spool.open(KEY, new SecretMask());
      write(log, 0, 100);
      watched.await("shipped");
      Page before = all(here, TaskLogReader.START);
      assertThat(numbers(before.text())).isEqualTo(expected(0, 100));

      bucket.stop();
      write(log, 100, 5_000);
      log.close();
      watched.await("failed");
      watched.await("failed");
      assertThat(spool.health().lastError()).isPresent();
      Page during = elsewhere.read(KEY, TaskLogReader.START, 1 << 20);
      assertThat(during.problem().orElseThrow())
          .contains("cannot be read from s3://logs/tasks now");

      bucket.comeBack();
      spool.close();
      assertThat(numbers(all(elsewhere, TaskLogReader.START).text())).isEqualTo(expected(0, 5_000));
      assertThat(numbers(all(here, before.next()).text())).isEqualTo(expected(100, 5_000));
      assertThat(spool.health().waitingChunks()).isZero();
      assertThat(spoolFolder).isEmptyDirectory();
    }
  }

  private static void write(AttemptLog log, int from, int to) {
    for (int i = from; i < to; i++) {
      log.line(Level.INFO, "number " + i);
    }
  }

  private static Page all(TaskLogReader reader, String from) {
    StringBuilder text = new StringBuilder();
    Page page = reader.read(KEY, from, 10_000);
    text.append(page.text());
    while (page.more()) {
      page = reader.read(KEY, page.next(), 10_000);
      text.append(page.text());
    }
    assertThat(page.problem()).isEmpty();
    return new Page(text.toString(), page.next(), false, Optional.empty());
  }

  private static List<Integer> numbers(String text) {
    return text.lines()
        .map(l -> Integer.valueOf(l.substring(l.lastIndexOf("number ") + 7)))
        .toList();
  }

  private static List<Integer> expected(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  /** Tells how uploads ended. */
  private record Watched(TaskLogHandler inner, BlockingQueue<String> ends)
      implements TaskLogHandler {
    Watched(TaskLogHandler inner) {
      this(inner, new LinkedBlockingQueue<>());
    }

    void await(String end) throws InterruptedException {
      String next;
      do {
        next = ends.poll(60, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
      } while (!end.equals(next));
    }

    @Override
    public String location() {
      return inner.location();
    }

    @Override
    public void probe() throws LogProbeException {
      inner.probe();
    }

    @Override
    public void put(TaskLogKey key, ChunkId chunk, byte[] bytes) throws IOException {
      String end = "failed";
      try {
        inner.put(key, chunk, bytes);
        end = "shipped";
      } finally {
        ends.add(end);
      }
    }

    @Override
    public List<Chunk> list(TaskLogKey key) throws IOException {
      return inner.list(key);
    }

    @Override
    public InputStream open(TaskLogKey key, ChunkId chunk, long offset) throws IOException {
      return inner.open(key, chunk, offset);
    }

    @Override
    public void delete(TaskLogKey key) throws IOException {
      inner.delete(key);
    }

    @Override
    public void deleteRun(String dagId, String runId, Instant begunBefore) throws IOException {
      inner.deleteRun(dagId, runId, begunBefore);
    }
  }
}
