package io.orchestrator.worker.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The segments of one worker, in the order in which they were begun. The newest tells which
 * attempts run, so it goes last. Thread-safe.
 */
final class SegmentFiles {
  private final Deque<Segment> files = new ArrayDeque<>();

  synchronized void add(Segment newest) {
    files.add(newest);
  }

  /** How much of the disk they take. */
  synchronized long bytes() {
    return files.stream().mapToLong(Segment::size).sum();
  }

  /**
   * Removes those in which nothing waits.
   *
   * @param running whether the newest must stay, since it tells so
   * @return whether none is left
   */
  synchronized boolean tidy(boolean running) {
    Iterator<Segment> oldestFirst = files.iterator();
    while (oldestFirst.hasNext()) {
      Segment segment = oldestFirst.next();
      boolean newest = !oldestFirst.hasNext();
      boolean needed = newest && (running || files.size() > 1);
      if (segment.idle() && !needed) {
        segment.remove();
        oldestFirst.remove();
      }
    }
    return files.isEmpty();
  }
}
