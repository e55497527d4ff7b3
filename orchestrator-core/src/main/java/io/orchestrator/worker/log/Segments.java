package io.orchestrator.worker.log;

import io.orchestrator.tasklog.SegmentFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a worker writes: one segment after the other, for all its attempts. A write that fails ends
 * its segment; the next one begins another. Thread-safe.
 */
final class Segments {
  private static final Logger LOG = LoggerFactory.getLogger(Segments.class);
  private final Path folder;
  private final int most;
  private final SegmentFiles files = new SegmentFiles();

  /** What runs, by number: each segment says so where it begins. */
  private final Map<Integer, Running> running = new LinkedHashMap<>();

  private @Nullable Segment current;
  private int next;
  private long bytes;

  /** An attempt that runs. */
  private static final class Running {
    /** By which an index finds it. */
    final long digest;

    /** Says so. */
    final byte[] record;

    Running(long digest, byte[] record) {
      this.digest = digest;
      this.record = record;
    }
  }

  /**
   * @param most size of a segment, but for its last record
   */
  Segments(Path folder, int most) {
    this.folder = folder;
    this.most = most;
  }

  /** An attempt runs from now on, also if that cannot be written yet. */
  synchronized void begin(int attempt, long digest, byte[] record) throws IOException {
    // A segment that is begun by this tells it already.
    boolean told = isNextNew();
    running.put(attempt, new Running(digest, record));
    Segment segment = writable();
    if (!told) {
      append(segment, digest, record);
    }
  }

  /** An attempt has ended. */
  synchronized void end(int attempt) throws IOException {
    Running ended = running.remove(attempt);
    if (ended != null) {
      append(writable(), ended.digest, SegmentFormat.ended(attempt));
    }
  }

  /**
   * Appends a record.
   *
   * @param record makes it; is told the segment first, since no chunk lies in two
   * @return where it begins
   */
  synchronized long append(long digest, Function<Segment, byte[]> record) throws IOException {
    Segment segment = writable();
    return append(segment, digest, record.apply(segment));
  }

  /** A chunk of a segment is at its place. Unless it can be written, it is shipped once more. */
  synchronized void shipped(Segment segment, int attempt, int chunk) {
    segment.waits(-1);
    try {
      if (current != null) {
        bytes += current.append(SegmentFormat.shipped(attempt, chunk)) - current.size();
      }
    } catch (IOException e) {
      LOG.debug("That a chunk was shipped cannot be noted in {}", folder, e);
      broken();
    }
  }

  /** How much of the disk is taken. */
  synchronized long bytes() {
    return bytes;
  }

  /** Removes what has been shipped. */
  synchronized void tidy() {
    Segment open = current;
    if (open != null && !Files.exists(open.path())) {
      LOG.warn("{} was removed by others while it was written", open.path());
      broken();
    }
    if (files.tidy(!running.isEmpty())) {
      current = null;
    }
    bytes = files.bytes();
  }

  /** Ends writing. */
  synchronized void close() {
    tidy();
    if (current != null) {
      current.seal();
      current = null;
    }
  }

  /** Ends without a word, as kill -9 does. */
  synchronized void abandon() {
    broken();
  }

  private long append(Segment segment, long digest, byte[] record) throws IOException {
    try {
      long from = segment.append(digest, record);
      bytes += record.length;
      return from;
    } catch (IOException e) {
      broken();
      throw e;
    }
  }

  private void broken() {
    if (current != null) {
      current.close();
      current = null;
    }
  }

  private boolean isNextNew() {
    return current == null || current.size() >= most;
  }

  private Segment writable() throws IOException {
    Segment open = current;
    if (open != null && !isNextNew()) {
      return open;
    }
    if (open != null) {
      open.seal();
    }
    current = null;
    Segment made = begun();
    current = made;
    return made;
  }

  private Segment begun() throws IOException {
    Segment made = Segment.create(folder, next++);
    try {
      made.append(SegmentFormat.beginning(running.values().stream().map(r -> r.record).toList()));
    } catch (IOException e) {
      made.remove();
      throw e;
    }
    long at = SegmentFormat.MAGIC_LENGTH;
    for (Running attempt : running.values()) {
      made.index(attempt.digest, at, at + attempt.record.length);
      at += attempt.record.length;
    }
    files.add(made);
    bytes += made.size();
    return made;
  }
}
