package io.orchestrator.template;

import com.hubspot.jinjava.objects.SafeString;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Values as Python prints them, because that is what templates written for Airflow expect. */
final class PythonText {

  private PythonText() {}

  /** Python's {@code str()}. */
  static String str(@Nullable Object value) {
    return value instanceof String text ? text : repr(value);
  }

  private static String repr(@Nullable Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof String text) {
      return quoted(text);
    }
    if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> repr(entry.getKey()) + ": " + repr(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof Map.Entry<?, ?> entry) {
      return "(" + repr(entry.getKey()) + ", " + repr(entry.getValue()) + ")";
    }
    if (value instanceof Iterable<?> elements) {
      return StreamSupport.stream(elements.spliterator(), false)
          .map(PythonText::repr)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Number
        || value instanceof CharSequence
        || value instanceof Character
        || value instanceof SafeString
        || value instanceof None
        || value instanceof TemplateObject
        || value instanceof Undefined) {
      return value.toString();
    }
    throw new TemplateFailure("this value cannot be shown; did you forget `()`?");
  }

  private static String quoted(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder quoted = new StringBuilder().append(quote);
    text.chars()
        .forEach(
            c ->
                quoted.append(
                    switch (c) {
                      case '\\' -> "\\\\";
                      case '\n' -> "\\n";
                      case '\r' -> "\\r";
                      case '\t' -> "\\t";
                      default -> c == quote ? "\\" + quote : Character.toString(c);
                    }));
    return quoted.append(quote).toString();
  }
}
