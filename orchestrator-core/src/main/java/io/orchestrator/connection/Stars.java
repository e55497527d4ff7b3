package io.orchestrator.connection;

/** A text of which parts are covered, in the order in which they begin. */
final class Stars {
  private static final String STARS = "***";
  private final String text;
  private final StringBuilder done;
  private int copied;
  private int begin = -1;
  private int end = -1;

  Stars(String text) {
    this.text = text;
    this.done = new StringBuilder(text.length());
  }

  /** Covers a part; with one that it touches it is covered together. */
  void cover(int from, int to) {
    if (from > end) {
      append();
      begin = from;
    }
    end = Math.max(end, to);
  }

  private void append() {
    if (begin >= 0) {
      done.append(text, copied, begin).append(STARS);
      copied = end;
    }
  }

  /** Stars in place of what is covered. */
  @Override
  public String toString() {
    append();
    begin = -1;
    return done.append(text, copied, text.length()).toString();
  }
}
