package io.orchestrator.web.ui.task;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines of a log, both ends inclusive.
 *
 * @param from number of the first; none when it is greater than {@code to}
 */
record LogRange(long from, long to) {
  /** Lines before the one that is asked for. */
  private static final long BEFORE = 500;

  /** Lines that one asks for at once. */
  static final long STEP = 10_000;

  long count() {
    return Math.max(0, to - from + 1);
  }

  /**
   * What a page shows of a log.
   *
   * @param head the last line of its beginning
   * @param tail the first line of its end
   * @param last its last line
   * @param at a line that must be there; 0 for none
   * @return in order, with lines between them left out
   */
  static List<LogRange> shown(long head, long tail, long last, long at) {
    List<LogRange> shown = new ArrayList<>();
    shown.add(new LogRange(1, head));
    if (at > head && at < tail) {
      long from = Math.max(head + 1, at - BEFORE);
      shown.add(new LogRange(from, Math.min(tail - 1, from + STEP - 1)));
    }
    shown.add(new LogRange(tail, last));
    List<LogRange> joined = new ArrayList<>();
    for (LogRange range : shown) {
      LogRange before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (before != null && range.from() <= before.to() + 1) {
        joined.set(
            joined.size() - 1, new LogRange(before.from(), Math.max(before.to(), range.to())));
      } else if (range.count() > 0) {
        joined.add(range);
      }
    }
    return joined;
  }
}
