package io.orchestrator.worker.log;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces secrets by {@code ***}. Immutable; adding gives a new one. Candidates are found by their
 * first character, so a line costs about one look-up for each of its characters.
 */
final class LogMask {
  static final LogMask NONE = new LogMask(Set.of());

  /** As Airflow: shorter values occur in ordinary text. */
  static final int SHORTEST = 5;

  private static final String MASK = "***";
  private final Set<String> forms;
  private final Map<Character, List<String>> byFirst;

  private LogMask(Set<String> forms) {
    this.forms = forms;
    this.byFirst = new HashMap<>();
    forms.forEach(f -> byFirst.computeIfAbsent(f.charAt(0), c -> new ArrayList<>()).add(f));
    byFirst.values().forEach(l -> l.sort(Comparator.comparingInt(String::length).reversed()));
  }

  LogMask with(String value) {
    Set<String> all = new LinkedHashSet<>(forms);
    String text = LineBreaks.plain(value);
    add(all, text);
    // A key in PEM form is printed line by line.
    text.lines().forEach(line -> add(all, line.strip()));
    return all.size() == forms.size() ? this : new LogMask(all);
  }

  private static void add(Set<String> all, String secret) {
    if (secret.strip().length() < SHORTEST) {
      return;
    }
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    String percent = form.replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
    all.add(secret);
    for (String encoded : List.of(form, percent)) {
      all.add(encoded);
      all.add(lowerHex(encoded));
    }
    for (boolean slash : new boolean[] {false, true}) {
      all.add(json(secret, slash, null));
      all.add(json(secret, slash, "\\u%04x"));
      all.add(json(secret, slash, "\\u%04X"));
    }
    all.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    all.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  private static String lowerHex(String encoded) {
    StringBuilder text = new StringBuilder(encoded);
    for (int i = encoded.indexOf('%'); i >= 0; i = encoded.indexOf('%', i + 3)) {
      text.replace(i, i + 3, encoded.substring(i, i + 3).toLowerCase(Locale.ROOT));
    }
    return text.toString();
  }

  private static String json(String secret, boolean slash, @Nullable String foreign) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < secret.length(); i++) {
      char c = secret.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\t' -> text.append("\\t");
        case '/' -> text.append(slash ? "\\/" : "/");
        default -> {
          if (c < ' ' || (c > '~' && foreign != null)) {
            text.append(String.format(Locale.ROOT, foreign == null ? "\\u%04x" : foreign, (int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    return text.toString();
  }

  /** The text without secrets. Secrets that overlap are covered together. */
  String mask(String text) {
    if (byFirst.isEmpty()) {
      return text;
    }
    StringBuilder masked = null;
    int copied = 0;
    int start = -1;
    int end = -1;
    for (int i = 0; i < text.length(); i++) {
      int length = lengthAt(text, i);
      if (length == 0) {
        continue;
      }
      if (start >= 0 && i > end) {
        masked = append(masked, text, copied, start);
        copied = end;
        start = i;
      }
      start = start < 0 ? i : start;
      end = Math.max(end, i + length);
    }
    if (start < 0) {
      return text;
    }
    return append(masked, text, copied, start).append(text, end, text.length()).toString();
  }

  private static StringBuilder append(
      @Nullable StringBuilder masked, String text, int from, int to) {
    StringBuilder all = masked == null ? new StringBuilder(text.length()) : masked;
    return all.append(text, from, to).append(MASK);
  }

  private int lengthAt(String text, int at) {
    List<String> candidates = byFirst.get(text.charAt(at));
    if (candidates != null) {
      for (String candidate : candidates) {
        if (text.startsWith(candidate, at)) {
          return candidate.length();
        }
      }
    }
    return 0;
  }
}
