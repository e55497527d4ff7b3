package io.orchestrator.worker.log;

import io.orchestrator.tasklog.ChunkId;
import io.orchestrator.tasklog.SegmentFormat;
import io.orchestrator.tasklog.SegmentIndex;
import io.orchestrator.tasklog.TaskLogKey;
import io.orchestrator.worker.log.Unshipped.Chunk;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One attempt's output on its way into the worker's segments, cut into chunks. No method fails;
 * what cannot be written is counted and noted in the log. Thread-safe.
 */
final class AttemptSpool {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptSpool.class);

  private final TaskLogKey key;
  private final long digest;
  private final Segments segments;
  private final LogSpoolSettings settings;
  private final Turns turns;
  private final Unshipped unshipped;
  private StreamEnd end;
  private @Nullable Open open;
  private int sessions;
  private @Nullable String cutReason;
  private long left;

  /**
   * Where a stream goes on when the attempt is opened again.
   *
   * @param attempt its number, for this worker process
   */
  record StreamEnd(int attempt, String stream, int nextNumber, Instant lastStart) {}

  /** A chunk that is being written. */
  private static final class Open {
    final ChunkId id;
    final Segment segment;
    long from;
    long to;
    long size;

    Open(ChunkId id, Segment segment) {
      this.id = id;
      this.segment = segment;
    }
  }

  AttemptSpool(
      TaskLogKey key, StreamEnd end, Segments segments, Turns turns, LogSpoolSettings settings) {
    this.key = key;
    this.digest = SegmentIndex.digest(key);
    this.end = end;
    this.segments = segments;
    this.turns = turns;
    this.settings = settings;
    this.unshipped = new Unshipped(key, turns);
  }

  TaskLogKey key() {
    return key;
  }

  /** The attempt, or a poke of its sensor, begins. */
  synchronized void begin() {
    sessions++;
    if (sessions > 1) {
      return;
    }
    try {
      byte[] record = SegmentFormat.attempt(end.attempt(), key, end.stream());
      segments.begin(end.attempt(), digest, record);
    } catch (IOException e) {
      LOG.warn("The spool cannot be written for {}; trying again with its output", key, e);
    }
  }

  /** Writes a whole line, or counts it as left out. What comes after the end is nobody's. */
  synchronized void append(Instant now, byte[] line) {
    if (sessions == 0) {
      return;
    }
    if (cutReason != null && !roomAgain()) {
      left++;
      return;
    }
    try {
      noteResumed(now);
      String full = full(line.length);
      if (full == null) {
        write(now, line);
      } else {
        cut(now, full);
      }
    } catch (IOException e) {
      left++;
      if (cutReason == null) {
        cutReason = "the worker could not write to its spool (" + e.getMessage() + ")";
        LOG.warn("{} loses output: {}", key, cutReason);
      }
    }
  }

  /** Why there is no room for a line; null when there is. */
  private @Nullable String full(int line) {
    LogSpoolSettings.Limits limits = settings.limits();
    if (unshipped.bytes() + line > limits.attemptBytes()) {
      return "more than " + size(limits.attemptBytes()) + " of this log wait to be shipped";
    }
    boolean all =
        turns.bytes() + line > limits.totalBytes() || segments.bytes() + line > limits.diskBytes();
    return all ? "more than " + size(limits.totalBytes()) + " of logs wait on this worker" : null;
  }

  private boolean roomAgain() {
    LogSpoolSettings.Limits limits = settings.limits();
    return unshipped.bytes() < limits.attemptBytes() / 4 * 3
        && turns.bytes() < limits.totalBytes() / 4 * 3
        && segments.bytes() < limits.diskBytes() / 4 * 3;
  }

  private void cut(Instant now, String reason) throws IOException {
    cutReason = reason;
    left++;
    LOG.warn("{} loses output: {}", key, reason);
    write(now, LogLine.of(now, Level.WARN, "Output is left out from here on: " + reason + "."));
  }

  private void noteResumed(Instant now) throws IOException {
    if (cutReason != null) {
      write(now, leftOut(now));
      cutReason = null;
      left = 0;
    }
  }

  private byte[] leftOut(Instant now) {
    return LogLine.of(
        now,
        Level.WARN,
        String.format(Locale.ENGLISH, "%,d lines were left out here: %s.", left, cutReason));
  }

  /** The way to where logs end need not lead over a disk that cannot be written. */
  private void noteFromMemory(Instant now) {
    ChunkId id = nextChunk(now);
    begun(id);
    byte[] note = leftOut(now);
    unshipped.count(note.length);
    unshipped.add(new Chunk(id, Stored.inMemory(note), note.length));
    cutReason = null;
    left = 0;
  }

  private ChunkId nextChunk(Instant now) {
    Instant from = now.isBefore(end.lastStart()) ? end.lastStart() : now;
    return new ChunkId(from, end.stream(), end.nextNumber());
  }

  private void begun(ChunkId id) {
    turns.begun();
    end = new StreamEnd(end.attempt(), end.stream(), id.number() + 1, id.startedAt());
  }

  private void write(Instant now, byte[] line) throws IOException {
    Open[] into = new Open[1];
    try {
      long from =
          segments.append(
              digest,
              segment -> {
                into[0] = chunkIn(segment, now);
                return SegmentFormat.lines(end.attempt(), into[0].id, line);
              });
      written(into[0], from, line.length);
    } finally {
      if (into[0] != null && into[0].size == 0) {
        into[0].segment.waits(-1);
      }
    }
  }

  /** The open chunk if it lies in this segment, else the next; the segment waits for it. */
  private Open chunkIn(Segment segment, Instant now) {
    Open before = open;
    if (before != null && before.segment == segment) {
      return before;
    }
    seal();
    segment.waits(1);
    return new Open(nextChunk(now), segment);
  }

  private void written(Open chunk, long from, int length) {
    if (chunk.size == 0) {
      chunk.from = from;
      begun(chunk.id);
      open = chunk;
    }
    chunk.to = from + SegmentFormat.AROUND_TEXT + length;
    chunk.size += length;
    unshipped.count(length);
    if (chunk.size >= settings.chunks().bytes()) {
      seal();
    }
  }

  private void seal() {
    Open chunk = open;
    if (chunk != null) {
      open = null;
      unshipped.add(new Chunk(chunk.id, new Written(segments, end.attempt(), chunk), chunk.size));
    }
  }

  /** In a segment of this worker. */
  private record Written(Segments segments, int attempt, Open chunk) implements Stored {
    @Override
    public byte[] text() throws IOException {
      return chunk.segment.text(chunk.from, chunk.to, attempt, chunk.id.number());
    }

    @Override
    public void shipped() {
      segments.shipped(chunk.segment, attempt, chunk.id.number());
    }
  }

  /** Cuts the chunk whose first line is old enough. */
  synchronized void sealIfDue(Instant now) {
    if (open != null) {
      Duration age = settings.chunks().ageOf(open.id.number());
      if (!now.isBefore(open.id.startedAt().plus(age))) {
        seal();
      }
    }
  }

  /** The attempt, or a poke of its sensor, has ended. */
  synchronized void end(Instant now) {
    sessions--;
    if (sessions > 0) {
      return;
    }
    try {
      noteResumed(now);
    } catch (IOException e) {
      LOG.warn("{} lines of {} are lost: {}", left, key, cutReason, e);
      seal();
      noteFromMemory(now);
    }
    seal();
    try {
      segments.end(end.attempt());
    } catch (IOException e) {
      LOG.warn("That {} has ended cannot be written now; the next segment says so", key, e);
    }
  }

  /** Whether it has ended; then it has no open chunk. */
  synchronized boolean ended() {
    return sessions == 0;
  }

  /** Whether all has ended and been shipped. */
  synchronized boolean finished() {
    return ended() && unshipped.isEmpty();
  }

  synchronized StreamEnd streamEnd() {
    return end;
  }

  private static String size(long bytes) {
    long mib = bytes >> 20;
    return mib == 0 ? bytes + " bytes" : mib >= 1024 ? (mib >> 10) + " GiB" : mib + " MiB";
  }
}
