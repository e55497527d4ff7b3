package io.orchestrator.web.ui.error;

/** Nearness of names. */
final class Words {
  private static final int MOST = 250;

  private Words() {}

  /** Edits between two names (insert, delete, replace a letter). */
  static int distance(String a, String b) {
    if (a.length() > MOST || b.length() > MOST) {
      return Integer.MAX_VALUE;
    }
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + same);
      }
      last = row;
    }
    return last[b.length()];
  }
}
