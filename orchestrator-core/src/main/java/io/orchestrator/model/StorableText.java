package io.orchestrator.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes text that keeps the {@link TextRule} of any text: what cannot be stored becomes the
 * character that stands for what cannot be shown. For what programs said, which is not to be
 * refused.
 */
public final class StorableText {
  private static final char NUL = 0;
  private static final char UNKNOWN = '\uFFFD';

  private StorableText() {}

  public static String of(String text) {
    if (text.chars().noneMatch(c -> c == NUL || Character.isSurrogate((char) c))) {
      return text;
    }
    return text.codePoints()
        .map(c -> c == NUL || isHalf(c) ? UNKNOWN : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  public static Map<String, String> of(Map<String, String> texts) {
    Map<String, String> storable = new LinkedHashMap<>();
    texts.forEach((name, text) -> storable.put(of(name), of(text)));
    return storable;
  }

  /** The same in all depths of a JSON-compatible value. */
  public static Map<String, Object> ofValues(Map<String, Object> values) {
    Map<String, Object> storable = new LinkedHashMap<>();
    values.forEach((name, value) -> storable.put(of(name), value(value)));
    return storable;
  }

  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof String text) {
      return of(text);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> storable = new LinkedHashMap<>();
      map.forEach((name, each) -> storable.put(of(String.valueOf(name)), value(each)));
      return storable;
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .map(StorableText::value)
          .collect(Collectors.toCollection(java.util.ArrayList::new));
    }
    return value;
  }
}
