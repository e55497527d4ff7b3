package io.orchestrator.worker.log;

import io.orchestrator.tasklog.ChunkId;
import io.orchestrator.tasklog.TaskLogKey;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One attempt's unshipped output: the chunk being written and the whole ones that wait. Shipped in
 * order, one at a time. No method fails; what cannot be written is counted and noted in the log.
 */
final class AttemptSpool {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptSpool.class);

  private final TaskLogKey key;
  private final AttemptFolder folder;
  private final LogSpoolSettings settings;

  /** Unshipped bytes of all attempts of the worker. */
  private final AtomicLong total;

  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private StreamEnd end;
  private @Nullable Open open;
  private long bytes;
  private int sessions;
  private boolean shipping;
  private long served;
  private @Nullable String cutReason;
  private long left;

  /**
   * A whole chunk in the spool.
   *
   * @param unwritten its bytes, when they could not be written there
   */
  record Waiting(ChunkId id, Path file, long size, Optional<byte[]> unwritten) {
    Waiting(ChunkId id, Path file, long size) {
      this(id, file, size, Optional.empty());
    }
  }

  /** Where a stream goes on when the attempt is opened again. */
  record StreamEnd(String stream, int nextNumber, Instant lastStart) {}

  private static final class Open {
    final ChunkId id;
    final Path path;
    final RandomAccessFile file;
    long size;

    Open(ChunkId id, Path path, RandomAccessFile file) {
      this.id = id;
      this.path = path;
      this.file = file;
    }
  }

  AttemptSpool(
      TaskLogKey key,
      AttemptFolder folder,
      StreamEnd end,
      LogSpoolSettings settings,
      AtomicLong total) {
    this.key = key;
    this.folder = folder;
    this.end = end;
    this.settings = settings;
    this.total = total;
  }

  /** Takes over what a dead worker left. */
  AttemptSpool adopting(List<Waiting> chunks) {
    synchronized (this) {
      for (Waiting chunk : chunks) {
        waiting.add(chunk);
        count(chunk.size());
      }
    }
    return this;
  }

  TaskLogKey key() {
    return key;
  }

  /** The attempt, or a poke of its sensor, begins. */
  synchronized void begin() {
    sessions++;
    try {
      folder.opened(key);
    } catch (IOException e) {
      LOG.warn("The spool folder {} for {} cannot be made; trying again", folder.path(), key, e);
    }
  }

  /** Writes a whole line, or counts it as left out. */
  synchronized void append(Instant now, byte[] line) {
    if (cutReason != null && !roomAgain()) {
      left++;
      return;
    }
    try {
      noteResumed(now);
      if (bytes + line.length > settings.attemptBytes()) {
        cut(now, "more than " + size(settings.attemptBytes()) + " of this log wait to be shipped");
        return;
      }
      if (total.get() + line.length > settings.totalBytes()) {
        cut(now, "more than " + size(settings.totalBytes()) + " of logs wait on this worker");
        return;
      }
      write(now, line);
    } catch (IOException e) {
      left++;
      if (cutReason == null) {
        cutReason = "the worker could not write to its spool (" + e.getMessage() + ")";
        LOG.warn("{} loses output: {}", key, cutReason);
      }
    }
  }

  private boolean roomAgain() {
    return bytes < settings.attemptBytes() / 4 * 3 && total.get() < settings.totalBytes() / 4 * 3;
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
    end = new StreamEnd(end.stream(), end.nextNumber() + 1, id.startedAt());
    byte[] note = leftOut(now);
    waiting.add(new Waiting(id, folder.chunk(id), note.length, Optional.of(note)));
    count(note.length);
    cutReason = null;
    left = 0;
  }

  private ChunkId nextChunk(Instant now) {
    Instant from = now.isBefore(end.lastStart()) ? end.lastStart() : now;
    return new ChunkId(from, end.stream(), end.nextNumber());
  }

  private void write(Instant now, byte[] line) throws IOException {
    Open chunk = open == null ? start(now) : open;
    try {
      chunk.file.write(line);
    } catch (IOException e) {
      // Half a line must not stay: the next one would be glued to it.
      chunk.file.setLength(chunk.size);
      throw e;
    }
    chunk.size += line.length;
    count(line.length);
    if (chunk.size >= settings.chunks().bytes()) {
      seal();
    }
  }

  /** A channel would be closed when a task's thread is interrupted; this kind of file is not. */
  private Open start(Instant now) throws IOException {
    ChunkId id = nextChunk(now);
    folder.opened(key);
    Path path = folder.chunk(id);
    Open chunk = new Open(id, path, new RandomAccessFile(path.toFile(), "rw"));
    end = new StreamEnd(end.stream(), end.nextNumber() + 1, id.startedAt());
    open = chunk;
    return chunk;
  }

  private void count(long change) {
    bytes += change;
    total.addAndGet(change);
  }

  private void seal() {
    Open chunk = open;
    if (chunk == null) {
      return;
    }
    open = null;
    try {
      chunk.file.close();
    } catch (IOException e) {
      LOG.warn("{} of {} was not closed properly", chunk.path, key, e);
    }
    waiting.add(new Waiting(chunk.id, chunk.path, chunk.size));
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
      folder.closed();
    } catch (IOException e) {
      LOG.warn("{} cannot be marked as ended in {}", key, folder.path(), e);
    }
  }

  /** The next chunk to ship, unless one is on its way. */
  synchronized Optional<Waiting> take() {
    if (shipping || waiting.isEmpty()) {
      return Optional.empty();
    }
    shipping = true;
    return Optional.of(waiting.element());
  }

  synchronized boolean ready() {
    return !shipping && !waiting.isEmpty();
  }

  /** The taken chunk is at its place, or gone for good. */
  synchronized void shipped() {
    shipping = false;
    Waiting chunk = waiting.remove();
    count(-chunk.size());
    try {
      folder.remove(chunk.file());
    } catch (IOException e) {
      LOG.warn("{} has been shipped but cannot be deleted", chunk.file(), e);
    }
  }

  /** The taken chunk stays first in line. */
  synchronized void notShipped() {
    shipping = false;
  }

  /** Whether all has ended and been shipped; then nothing of it is left in the spool. */
  synchronized boolean finished() {
    if (sessions > 0 || open != null || !waiting.isEmpty()) {
      return false;
    }
    folder.clear();
    return true;
  }

  synchronized StreamEnd streamEnd() {
    return end;
  }

  synchronized int chunks() {
    return waiting.size() + (open == null ? 0 : 1);
  }

  synchronized long served() {
    return served;
  }

  synchronized void served(long turn) {
    served = turn;
  }

  private static String size(long bytes) {
    long mib = bytes >> 20;
    return mib == 0 ? bytes + " bytes" : mib >= 1024 ? (mib >> 10) + " GiB" : mib + " MiB";
  }
}
