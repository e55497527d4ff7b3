package io.orchestrator.worker.log;

import io.orchestrator.tasklog.ChunkId;
import io.orchestrator.tasklog.TaskLogKey;
import java.util.ArrayDeque;
import java.util.Deque;

/** One attempt's whole chunks, shipped in order, one at a time. Thread-safe. */
final class Unshipped {
  private final TaskLogKey key;
  private final Turns turns;
  private final Deque<Chunk> chunks = new ArrayDeque<>(1);
  private long bytes;

  /** Whether it stands in the queue or one of its chunks is on its way. */
  private boolean queued;

  /** A whole chunk. */
  record Chunk(ChunkId id, Stored stored, long size) {}

  Unshipped(TaskLogKey key, Turns turns) {
    this.key = key;
    this.turns = turns;
  }

  TaskLogKey key() {
    return key;
  }

  /** So many bytes more wait, in this chunk or in one that is not whole. */
  synchronized void count(long change) {
    bytes += change;
    turns.count(change);
  }

  /** Of all its chunks, also of one that is not whole. */
  synchronized long bytes() {
    return bytes;
  }

  /** A chunk is whole; its bytes have been counted. */
  synchronized void add(Chunk chunk) {
    chunks.add(chunk);
    if (!queued) {
      queued = true;
      turns.add(this);
    }
  }

  /** The next to ship. */
  synchronized Chunk first() {
    return chunks.element();
  }

  /** The first is at its place, or gone for good. */
  void shipped() {
    // Not under this guard: who writes a segment may be about to add a chunk here.
    first().stored().shipped();
    removeFirst();
  }

  private synchronized void removeFirst() {
    count(-chunks.remove().size());
    turns.shipped();
    next();
  }

  /** The first is tried again, after those of others. */
  synchronized void notShipped() {
    next();
  }

  private void next() {
    queued = !chunks.isEmpty();
    if (queued) {
      turns.add(this);
    }
  }

  synchronized boolean isEmpty() {
    return chunks.isEmpty();
  }
}
