package io.orchestrator.connection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The forms of some secrets, and one pass over a text that covers them. Immutable. At nearly every
 * place two neighbouring characters show that no form begins there, so lines without secrets cost
 * next to nothing.
 */
final class SecretForms {
  static final SecretForms NONE = new SecretForms(Set.of());

  /** As Airflow: shorter texts occur in ordinary words. */
  private static final int SHORTEST = 5;

  private static final int PAIRS = 1 << 14;
  private final Set<SecretForm> forms;
  private final Map<Integer, List<SecretForm>> byFirst = new HashMap<>();

  /** What two neighbouring characters are where a form may begin, escapes not yet read. */
  private final BitSet starts = new BitSet(PAIRS);

  /** The same of characters as they are meant. */
  private final BitSet pairs = new BitSet(PAIRS);

  private SecretForms(Set<SecretForm> forms) {
    this.forms = forms;
    forms.forEach(this::index);
  }

  private void index(SecretForm form) {
    int first = form.text().codePointAt(0);
    int second = form.text().codePointAt(Character.charCount(first));
    byFirst.computeIfAbsent(first, c -> new ArrayList<>()).add(form);
    pairs.set(pair(first, second));
    pairs.set(pair(first, second == ' ' ? '+' : second));
    starts.or(pairs);
    starts.set(pair(form.text().charAt(0), form.text().charAt(1)));
    Reading.SPECIAL.chars().forEach(c -> starts.set(pair(first, c)));
    // As an escape it begins with a percent sign and a digit, or a backslash and its letter.
    byte[] bytes = Character.toString(first).getBytes(StandardCharsets.UTF_8);
    starts.set(pair('%', Character.forDigit((bytes[0] & 0xFF) >> 4, 16)));
    starts.set(pair('%', Character.toUpperCase(Character.forDigit((bytes[0] & 0xFF) >> 4, 16))));
    starts.set(pair('\\', 'u'));
    if (first == '"' || first == '\\' || first == '/') {
      starts.set(pair('\\', first));
    }
  }

  private static int pair(int first, int second) {
    return (first << 7 ^ second) & (PAIRS - 1);
  }

  SecretForms with(String secret) {
    Set<SecretForm> all = new LinkedHashSet<>(forms);
    String text = secret.replace("\r\n", "\n").replace('\r', '\n').strip();
    addForms(all, text, secret.strip());
    addForms(all, text, text);
    // A key in PEM form is printed line by line.
    text.lines().map(String::strip).forEach(line -> addForms(all, line, line));
    return all.size() == forms.size() ? this : new SecretForms(all);
  }

  private static void addForms(Set<SecretForm> all, String text, String exact) {
    if (text.length() >= SHORTEST) {
      all.add(SecretForm.of(text));
      byte[] bytes = exact.getBytes(StandardCharsets.UTF_8);
      IntStream.range(0, 3).forEach(i -> all.addAll(SecretForm.inBase64(bytes, i)));
    }
  }

  /** The text with stars in place of all forms. */
  String mask(String text) {
    Stars stars = null;
    for (int i = 0; i < text.length() - 1; i++) {
      char first = text.charAt(i);
      if (starts.get(pair(first, text.charAt(i + 1)))) {
        stars = cover(text, i, stars);
      }
    }
    return stars == null ? text : stars.toString();
  }

  private @Nullable Stars cover(String text, int at, @Nullable Stars before) {
    Stars stars = before;
    for (Reading reading : Reading.ALL) {
      for (SecretForm form : candidates(reading, text, at)) {
        int end = form.end(reading, text, at);
        if (end > at) {
          stars = stars == null ? new Stars(text) : stars;
          stars.cover(form.begin(text, at), form.fullEnd(text, end));
        }
      }
    }
    return stars;
  }

  private List<SecretForm> candidates(Reading reading, String text, int at) {
    int unit = reading.unit(text, at);
    int next = at + Reading.length(unit);
    if (next >= text.length()) {
      return List.of();
    }
    int first = Reading.codePoint(unit);
    boolean begins = pairs.get(pair(first, Reading.codePoint(reading.unit(text, next))));
    return begins ? byFirst.getOrDefault(first, List.of()) : List.of();
  }
}
