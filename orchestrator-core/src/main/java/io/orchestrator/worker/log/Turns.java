package io.orchestrator.worker.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What waits to be shipped: attempts take turns, a chunk at a time, so that none holds up others.
 * Each stands in it once, however many of its chunks wait. Thread-safe.
 */
final class Turns {
  private final Deque<Unshipped> queue = new ArrayDeque<>();
  private int chunks;
  private long bytes;

  synchronized void add(Unshipped attempt) {
    queue.add(attempt);
  }

  synchronized Optional<Unshipped> next() {
    return Optional.ofNullable(queue.poll());
  }

  /** A chunk has been begun. */
  synchronized void begun() {
    chunks++;
  }

  synchronized void shipped() {
    chunks--;
  }

  synchronized void count(long change) {
    bytes += change;
  }

  /** Chunks that wait, those being written included. */
  synchronized int chunks() {
    return chunks;
  }

  /** Their size. */
  synchronized long bytes() {
    return bytes;
  }
}
