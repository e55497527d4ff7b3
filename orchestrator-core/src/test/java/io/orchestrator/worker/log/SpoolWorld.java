package io.orchestrator.worker.log;

import io.orchestrator.tasklog.MemoryTaskLogHandler;
import io.orchestrator.tasklog.SpoolFolder;
import io.orchestrator.tasklog.TaskLogKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Spools on one folder, a place in memory, and time that a test moves. */
final class SpoolWorld implements InstantSource {
  static final LogSpoolSettings SMALL =
      new LogSpoolSettings(
          new LogSpoolSettings.Chunks(500, Duration.ofSeconds(2), Duration.ofSeconds(5)),
          new LogSpoolSettings.Limits(1 << 20, 1 << 22, 1 << 16),
          2,
          Duration.ofMillis(500),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5));

  static final TaskLogKey KEY = new TaskLogKey("d", "r", "t", -1, 1);

  /** As small, and each line is a file of its own. */
  static final LogSpoolSettings LINE_BY_LINE = withSegments(1);

  final MemoryTaskLogHandler remote = new MemoryTaskLogHandler();
  final Path folder;
  private final LogSpoolSettings settings;
  private Instant now = Instant.parse("2026-11-24T12:00:00Z");
  private int ids;

  SpoolWorld(Path folder) {
    this(folder, SMALL);
  }

  SpoolWorld(Path folder, LogSpoolSettings settings) {
    this.folder = folder;
    this.settings = settings;
  }

  static LogSpoolSettings withSegments(int bytes) {
    return new LogSpoolSettings(
        SMALL.chunks(),
        new LogSpoolSettings.Limits(1 << 20, 1 << 22, bytes),
        SMALL.uploads(),
        SMALL.firstPause(),
        SMALL.longestPause(),
        SMALL.closeWait());
  }

  LogSpool worker() {
    try {
      return LogSpool.unattended(folder, remote, settings, this, this::id);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The files of all workers, oldest first. */
  List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.toString().endsWith(".segment")).sorted().toList();
    }
  }

  /** Puts a file in the place of the one worker's folder. */
  Path breakFolder() throws IOException {
    Path worker = SpoolFolder.workers(folder).get(0);
    for (Path segment : segments()) {
      Files.delete(segment);
    }
    Files.delete(worker);
    return Files.writeString(worker, "in the way");
  }

  private UUID id() {
    ids++;
    return UUID.nameUUIDFromBytes(new byte[] {(byte) (ids >> 8), (byte) ids});
  }

  void pass(Duration duration) {
    now = now.plus(duration);
  }

  /** So much later, when the worker looks at its spool. */
  void later(LogSpool worker, long seconds) {
    pass(Duration.ofSeconds(seconds));
    worker.step();
  }

  /** Nothing can be shipped from now on. */
  void down() {
    remote.fault(
        call -> {
          throw new IOException("S3 is down");
        });
  }

  void up() {
    remote.refuse(bytes -> false);
    remote.fault(call -> false);
  }

  /** What was shipped of {@link #KEY}, without times and levels. */
  List<String> texts() {
    return remote.text(KEY).lines().map(l -> l.substring(31)).toList();
  }

  @Override
  public Instant instant() {
    return now;
  }
}
