package io.orchestrator.web.ui.admin;

import io.orchestrator.web.ui.text.FormText;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form as it was filled in; a field that did not come is empty. {@link #toString} has no text.
 */
record Typed(Map<String, String> fields) {
  /** What stands for a number that cannot be read; no rule allows it. */
  static final int NO_NUMBER = Integer.MIN_VALUE;

  static final Typed NOTHING = new Typed(Map.of());

  Typed {
    fields = Map.copyOf(fields);
  }

  Typed with(String field, @Nullable Object value) {
    Map<String, String> more = new HashMap<>(fields);
    more.put(field, value == null ? "" : value.toString());
    return new Typed(more);
  }

  /** What was meant by it on a form that showed these texts. */
  Typed over(Typed shown) {
    Map<String, String> read = new HashMap<>();
    fields.forEach((field, text) -> read.put(field, FormText.read(text, shown.text(field))));
    return new Typed(read);
  }

  /** The name of what is changed; empty for something new. */
  String existing() {
    return text("existing");
  }

  String text(String field) {
    return fields.getOrDefault(field, "");
  }

  /** Without blanks at its ends; null when nothing is left. */
  @Nullable String optional(String field) {
    String text = text(field).strip();
    return text.isEmpty() ? null : text;
  }

  /** Null when nothing was typed, {@link #NO_NUMBER} when it is not a whole number. */
  @Nullable Integer number(String field) {
    String text = optional(field);
    try {
      return text == null ? null : Integer.valueOf(text);
    } catch (NumberFormatException e) {
      return NO_NUMBER;
    }
  }

  @Override
  public String toString() {
    return "Typed" + fields.keySet();
  }
}
