package io.orchestrator.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which of the known names somebody may have meant. */
public final class NearestNames {
  private static final int MOST = 3;
  private static final int LISTED = 10;

  private NearestNames() {}

  /**
   * At most three known names that differ from the given one by few letters, nearest first. One
   * with which it shares no letter is never meant.
   */
  public static List<String> of(String name, Collection<String> known) {
    int limit = Math.min(Math.max(2, name.length() / 3), name.length() - 1);
    return known.stream()
        .filter(candidate -> Math.abs(candidate.length() - name.length()) <= limit)
        .filter(candidate -> distance(name, candidate) <= limit)
        .sorted(
            Comparator.comparingInt((String c) -> distance(name, c))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  /** The one that is most likely meant. */
  public static Optional<String> first(String name, Collection<String> known) {
    return of(name, known).stream().findFirst();
  }

  /** The nearest names as the end of a sentence; empty when none is near. */
  public static String hint(String name, Collection<String> known) {
    String question = question(name, known);
    return question.isEmpty() ? "" : "; " + question;
  }

  /** The same as a clause of its own. */
  public static String question(String name, Collection<String> known) {
    List<String> near = of(name, known).stream().map(n -> '"' + n + '"').toList();
    return near.isEmpty() ? "" : "did you mean " + String.join(" or ", near);
  }

  /** The known names for people, cut after ten. */
  public static String list(Collection<String> known) {
    String some = String.join(", ", known.stream().limit(LISTED).toList());
    return known.size() > LISTED ? some + " and " + (known.size() - LISTED) + " more" : some;
  }

  /** How many letters to add, leave out or replace, case aside, to make one name the other. */
  public static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] before = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, Math.min(before[j], row[j - 1]) + 1);
      }
      before = row;
    }
    return before[b.length()];
  }
}
