package io.orchestrator.web.bench.installation;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What must be gone at the end: processes, databases, folders. They are closed in the reverse
 * order. Thread-safe.
 */
final class Leftovers implements AutoCloseable {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private boolean ended;

  /**
   * @throws IllegalStateException when the end has come; the part is closed then
   */
  synchronized <K extends AutoCloseable> K keep(K part) {
    if (ended) {
      close(part);
      throw new IllegalStateException("The benchmark was ended.");
    }
    parts.push(part);
    return part;
  }

  /** Closes a part before the end. */
  synchronized void drop(AutoCloseable part) {
    if (parts.remove(part)) {
      close(part);
    }
  }

  @Override
  public synchronized void close() {
    ended = true;
    while (!parts.isEmpty()) {
      close(parts.pop());
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      System.getLogger(Leftovers.class.getName())
          .log(System.Logger.Level.WARNING, "A part of the benchmark did not end: " + e);
    }
  }
}
