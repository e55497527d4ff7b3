package io.orchestrator.operators.amazon;

import java.util.regex.Pattern;

/**
 * A key with Unix wildcards, as Airflow's {@code wildcard_match} reads it (Python's fnmatch):
 * {@code *} is any text, slashes included, {@code ?} one character, {@code [abc]} one of these,
 * {@code [!abc]} none of these.
 */
final class KeyPattern {
  private static final String WILD = "*?[";
  private final String prefix;
  private final Pattern pattern;

  KeyPattern(String key) {
    int wild = firstWildcard(key);
    this.prefix = wild < 0 ? key : key.substring(0, wild);
    this.pattern = Pattern.compile(regex(key), Pattern.DOTALL);
  }

  /** Whether a text has a wildcard. */
  static boolean isWild(String text) {
    return firstWildcard(text) >= 0;
  }

  /** What comes before the first wildcard: only keys that begin so need be listed. */
  String prefix() {
    return prefix;
  }

  boolean fits(String key) {
    return pattern.matcher(key).matches();
  }

  private static int firstWildcard(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (WILD.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private static String regex(String key) {
    StringBuilder regex = new StringBuilder();
    int at = 0;
    while (at < key.length()) {
      char c = key.charAt(at);
      int end = c == '[' ? closing(key, at) : -1;
      if (c == '*') {
        regex.append(".*");
      } else if (c == '?') {
        regex.append('.');
      } else if (end > 0) {
        regex.append(oneOf(key.substring(at + 1, end)));
        at = end;
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
      at++;
    }
    return regex.toString();
  }

  /** A bracket right behind the opening one, or behind its exclamation mark, is a character. */
  private static int closing(String key, int open) {
    int from = open + 1;
    if (from < key.length() && key.charAt(from) == '!') {
      from++;
    }
    return key.indexOf(']', from + 1);
  }

  private static String oneOf(String characters) {
    boolean none = characters.startsWith("!");
    String rest = none ? characters.substring(1) : characters;
    String escaped = rest.replaceAll("[\\\\\\[\\]&^~|]", "\\\\$0");
    return (none ? "[^" : "[") + escaped + "]";
  }
}
