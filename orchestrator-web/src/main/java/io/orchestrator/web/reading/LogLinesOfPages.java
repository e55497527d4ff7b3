package io.orchestrator.web.reading;

import java.util.function.Predicate;

/** Puts lines together that are longer than a page, up to a limit. */
final class LogLinesOfPages {
  /** In characters; the rest of a longer line is counted and left out. */
  static final int LONGEST = 64 * 1024;

  private final Predicate<NumberedLine> visitor;
  private final StringBuilder open = new StringBuilder();
  private long leftOut;
  private long number;

  LogLinesOfPages(long firstNumber, Predicate<NumberedLine> visitor) {
    this.number = firstNumber;
    this.visitor = visitor;
  }

  /** Hands on the lines that end in this page; false when the visitor has seen enough. */
  boolean add(String page) {
    int from = 0;
    for (int end = page.indexOf('\n'); end >= 0; end = page.indexOf('\n', from)) {
      boolean more;
      if (open.isEmpty() && end - from <= LONGEST) {
        more = visitor.test(new NumberedLine(number++, page.substring(from, end)));
      } else {
        append(page, from, end);
        more = end();
      }
      from = end + 1;
      if (!more) {
        return false;
      }
    }
    append(page, from, page.length());
    return true;
  }

  private void append(String page, int from, int to) {
    int taken = Math.min(to - from, LONGEST - open.length());
    open.append(page, from, from + taken);
    leftOut += to - from - taken;
  }

  /** Hands on a last line that has no break. */
  void rest() {
    if (!open.isEmpty()) {
      end();
    }
  }

  private boolean end() {
    if (leftOut > 0) {
      open.append(" … ").append(leftOut).append(" more characters are in the download");
    }
    String line = open.toString();
    open.setLength(0);
    leftOut = 0;
    return visitor.test(new NumberedLine(number++, line));
  }
}
