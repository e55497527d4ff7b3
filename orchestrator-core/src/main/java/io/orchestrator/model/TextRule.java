package io.orchestrator.model;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts that can be kept and come back as they were. PostgreSQL takes no NUL, and half of a
 * surrogate pair is no character in UTF-8.
 */
public final class TextRule {
  private static final Pattern NEITHER = Pattern.compile("[\0\\p{Cs}]");

  private TextRule() {}

  /** What is wrong with a text, as a sentence; empty when it can be stored. */
  public static Optional<String> problem(String text) {
    return NEITHER.matcher(text).find()
        ? Optional.of("It has a NUL or half of a character, which cannot be stored.")
        : Optional.empty();
  }

  /**
   * What is wrong with the texts of a JSON value, keys included.
   *
   * @return a sentence that names the member it is in; empty when all of it can be stored
   */
  public static Optional<String> problemIn(@Nullable Object value) {
    Deque<Part> open = new ArrayDeque<>();
    open.push(new Part("", value));
    while (!open.isEmpty()) {
      Part part = open.pop();
      Optional<String> wrong =
          part.value() instanceof String text ? problem(text) : Optional.empty();
      if (wrong.isPresent()) {
        return wrong.map(words -> part.named(words));
      }
      if (part.value() instanceof Map<?, ?> map) {
        for (Map.Entry<?, ?> member : map.entrySet()) {
          String key = String.valueOf(member.getKey());
          if (problem(key).isPresent()) {
            return problem(key).map(words -> part.named("A key: " + words));
          }
          open.push(new Part(part.at().isEmpty() ? key : part.at() + "." + key, member.getValue()));
        }
      } else if (part.value() instanceof Collection<?> items) {
        items.forEach(item -> open.push(new Part(part.at() + "[]", item)));
      }
    }
    return Optional.empty();
  }

  /** A value and where it is. */
  private record Part(String at, @Nullable Object value) {
    String named(String words) {
      return at.isEmpty() ? words : at + ": " + words;
    }
  }
}
