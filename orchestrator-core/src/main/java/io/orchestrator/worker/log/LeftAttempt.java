package io.orchestrator.worker.log;

import io.orchestrator.tasklog.ChunkId;
import io.orchestrator.tasklog.SegmentScan;
import io.orchestrator.tasklog.TaskLogKey;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What a dead worker's segments hold of one stream of an attempt. */
final class LeftAttempt {
  private final int number;
  private final TaskLogKey key;
  private final String stream;

  /** By number; those that were shipped as well, since their word may come later. */
  private final Map<Integer, Part> parts = new TreeMap<>();

  private static final class Part {
    final ChunkId id;
    final Segment segment;
    final long from;
    long to;
    long size;
    boolean shipped;

    Part(ChunkId id, Segment segment, long from) {
      this.id = id;
      this.segment = segment;
      this.from = from;
    }
  }

  LeftAttempt(int number, SegmentScan.Declared declared) {
    this.number = number;
    this.key = declared.key();
    this.stream = declared.stream();
  }

  int number() {
    return number;
  }

  TaskLogKey key() {
    return key;
  }

  /** Lines of it. */
  void lines(SegmentScan scan, Segment segment) {
    int chunk = scan.chunk();
    Part part =
        parts.computeIfAbsent(
            chunk, c -> new Part(new ChunkId(scan.startedAt(), stream, c), segment, scan.from()));
    part.to = scan.to();
    part.size += scan.textLength();
  }

  /** A chunk of it is at its place. */
  void shipped(int chunk) {
    Part part = parts.get(chunk);
    if (part != null) {
      part.shipped = true;
    }
  }

  /** A moment behind all that it wrote, as chunks are ordered. */
  Instant behind(Instant now) {
    return parts.values().stream()
        .map(part -> part.id.startedAt().plusMillis(1))
        .reduce(now, (a, b) -> a.isAfter(b) ? a : b);
  }

  /** Puts what was not shipped in line. */
  void wait(Unshipped waiting, Turns turns) {
    for (Part part : parts.values()) {
      if (!part.shipped) {
        part.segment.waits(1);
        turns.begun();
        waiting.count(part.size);
        waiting.add(new Unshipped.Chunk(part.id, new Left(number, part), part.size));
      }
    }
  }

  /**
   * In a segment of a dead worker. That it was shipped is not noted there: once more is harmless.
   */
  private record Left(int attempt, Part part) implements Stored {
    @Override
    public byte[] text() throws IOException {
      return part.segment.text(part.from, part.to, attempt, part.id.number());
    }

    @Override
    public void shipped() {
      part.segment.waits(-1);
    }
  }
}
