package io.orchestrator.web.ui.trigger;

import io.orchestrator.model.DagModel;
import io.orchestrator.web.ui.text.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One param as a form field.
 *
 * @param schema its JSON Schema
 * @param text as shown or typed
 */
record ParamField(String name, Map<?, ?> schema, String text) {

  /** The fields of a DAG, its params in alphabetical order, filled with their defaults. */
  static List<ParamField> of(DagModel model) {
    Map<?, ?> properties =
        model.paramsSchema().get("properties") instanceof Map<?, ?> map ? map : Map.of();
    TreeSet<String> names = new TreeSet<>(model.params().keySet());
    properties.keySet().forEach(key -> names.add(String.valueOf(key)));
    List<ParamField> fields = new ArrayList<>();
    for (String name : names) {
      Map<?, ?> schema = properties.get(name) instanceof Map<?, ?> map ? map : Map.of();
      fields.add(new ParamField(name, schema, text(model.params().get(name))));
    }
    return fields;
  }

  private static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof Map || value instanceof Collection
        ? Json.pretty(value)
        : String.valueOf(value);
  }

  ParamField typed(String typed) {
    return new ParamField(name, schema, typed);
  }

  private String type() {
    Object type = schema.get("type");
    if (type instanceof Collection<?> several) {
      return several.stream()
          .map(String::valueOf)
          .filter(t -> !t.equals("null"))
          .findFirst()
          .orElse("string");
    }
    return type == null ? "string" : String.valueOf(type);
  }

  /**
   * The value of the typed text; empty when nothing is typed.
   *
   * @throws IllegalArgumentException with a sentence when the text is of another type
   */
  Optional<Object> value() {
    String trimmed = text.trim();
    if (trimmed.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (type()) {
          case "integer" -> integer(trimmed);
          case "number" -> decimal(trimmed);
          case "boolean" -> Boolean.valueOf(trimmed);
          case "array", "object" -> json(trimmed);
          default -> text;
        });
  }

  private static Object integer(String text) {
    try {
      BigInteger value = new BigInteger(text);
      return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(text + " is not a whole number.", e);
    }
  }

  private static Object decimal(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(text + " is not a number.", e);
    }
  }

  private static Object json(String text) {
    return Json.value(text)
        .orElseThrow(() -> new IllegalArgumentException("This is not valid JSON."));
  }

  TriggerView.Param view(@Nullable String error) {
    return new TriggerView.Param(
        name,
        new TriggerView.Label(
            schema.get("title") == null ? name : String.valueOf(schema.get("title")),
            hint(),
            schema.get("description") == null ? "" : String.valueOf(schema.get("description"))),
        kind(),
        options(),
        text,
        error);
  }

  private String kind() {
    if (schema.get("enum") instanceof Collection<?>) {
      return "enum";
    }
    return switch (type()) {
      case "boolean" -> "boolean";
      case "integer", "number" -> "number";
      case "array", "object" -> "json";
      default -> "text";
    };
  }

  private List<String> options() {
    return schema.get("enum") instanceof Collection<?> allowed
        ? allowed.stream().map(String::valueOf).toList()
        : List.of();
  }

  private String hint() {
    StringBuilder hint =
        new StringBuilder(
            schema.get("format") == null ? type() : String.valueOf(schema.get("format")));
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
