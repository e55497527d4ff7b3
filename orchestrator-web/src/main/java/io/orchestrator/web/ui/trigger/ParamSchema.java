package io.orchestrator.web.ui.trigger;

import io.orchestrator.model.DagModel;
import io.orchestrator.web.ui.text.FormText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a form may know of one param: how it is asked for, and how its text is read.
 *
 * @param schema its JSON Schema
 * @param type of its values; that of the default where the schema names none
 * @param required whether a run needs a value
 */
record ParamSchema(Map<?, ?> schema, String type, boolean required) {
  /** A longer text is asked for in a text area. */
  private static final int LINE = 80;

  private static final List<String> BOOLEANS = List.of("true", "false");

  static ParamSchema of(DagModel model, String name, @Nullable Object value) {
    Map<String, Object> whole = model.paramsSchema();
    Object field = whole.get("properties") instanceof Map<?, ?> all ? all.get(name) : null;
    Map<?, ?> schema = field instanceof Map<?, ?> map ? map : Map.of();
    boolean required = whole.get("required") instanceof Collection<?> all && all.contains(name);
    return new ParamSchema(schema, type(schema.get("type"), value), required);
  }

  private static String type(@Nullable Object declared, @Nullable Object value) {
    if (declared instanceof Collection<?> several) {
      return several.stream()
          .map(String::valueOf)
          .filter(t -> !t.equals("null"))
          .findFirst()
          .orElse("string");
    }
    if (declared != null) {
      return String.valueOf(declared);
    }
    if (value instanceof Number) {
      return "number";
    }
    if (value instanceof Boolean) {
      return "boolean";
    }
    return value instanceof Collection || value instanceof Map ? "object" : "string";
  }

  /** Text, lines, number, boolean, enum or json. */
  String kind(String shown, String text) {
    if (!options(shown).isEmpty()) {
      return "enum";
    }
    return switch (type) {
      case "boolean" -> "boolean";
      case "integer", "number" -> "number";
      case "array", "object" -> "json";
      default -> lines(shown) || lines(text) ? "lines" : "text";
    };
  }

  private boolean lines(String text) {
    return "multiline".equals(word("format")) || FormText.hasLines(text) || text.length() > LINE;
  }

  /**
   * What can be chosen. A choice has no way to stand at nothing but an empty option, and a box none
   * at all: both would answer something that nobody chose.
   */
  List<String> options(String shown) {
    List<String> options = new ArrayList<>();
    if (schema.get("enum") instanceof Collection<?> allowed) {
      allowed.forEach(value -> options.add(String.valueOf(value)));
    } else if (type.equals("boolean") && (!required || !BOOLEANS.contains(shown))) {
      options.addAll(BOOLEANS);
    } else {
      return List.of();
    }
    if (!options.contains("") && (!required || !options.contains(shown))) {
      options.add(0, "");
    }
    return options;
  }

  /**
   * The value of a typed text; empty for null.
   *
   * @throws IllegalArgumentException with a sentence when the text is of another type
   */
  Optional<Object> value(String text) {
    String trimmed = text.trim();
    boolean prose = type.equals("string");
    if (prose ? text.isEmpty() : trimmed.isEmpty()) {
      return prose && emptyAllowed() ? Optional.of("") : Optional.empty();
    }
    return Optional.of(
        switch (type) {
          case "integer" -> ParamValues.integer(trimmed);
          case "number" -> ParamValues.decimal(trimmed);
          case "boolean" -> Boolean.valueOf(trimmed);
          case "array", "object" -> ParamValues.json(trimmed);
          default -> text;
        });
  }

  /** An emptied text is the empty text where a run needs one, and none where it does not. */
  private boolean emptyAllowed() {
    if (schema.get("enum") instanceof Collection<?> allowed) {
      return allowed.contains("");
    }
    return required && word("format") == null;
  }

  /** A text of the schema. */
  @Nullable String word(String key) {
    Object value = schema.get(key);
    return value == null ? null : String.valueOf(value);
  }

  /** Its type and limits in words. */
  String hint() {
    String format = word("format");
    StringBuilder hint = new StringBuilder(format == null ? type : format);
    Object least = schema.get("minimum");
    Object most = schema.get("maximum");
    if (least != null && most != null) {
      hint.append(", ").append(least).append(" to ").append(most);
    } else if (least != null) {
      hint.append(", ").append(least).append(" or more");
    } else if (most != null) {
      hint.append(", ").append(most).append(" at most");
    }
    return hint.toString();
  }
}
