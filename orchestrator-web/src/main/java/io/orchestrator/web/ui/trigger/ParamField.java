package io.orchestrator.web.ui.trigger;

import io.orchestrator.model.DagModel;
import io.orchestrator.model.ParamNames;
import io.orchestrator.web.ui.text.FormText;
import io.orchestrator.web.ui.text.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One param as a form field.
 *
 * @param shown the text of its default value; empty when it has none
 * @param text as shown or typed
 */
record ParamField(String name, ParamSchema schema, String shown, String text) {
  /** How the names of their inputs begin. */
  static final String PREFIX = "param.";

  /** The fields of a DAG in the order in which it declares its params, filled with defaults. */
  static List<ParamField> of(DagModel model) {
    return ParamNames.of(model).stream().map(name -> of(name, model)).toList();
  }

  private static ParamField of(String name, DagModel model) {
    Object value = model.params().get(name);
    String shown = text(value);
    return new ParamField(name, ParamSchema.of(model, name, value), shown, shown);
  }

  private static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof Map || value instanceof Collection
        ? Json.pretty(value)
        : String.valueOf(value);
  }

  /** Its part in the form's request. */
  String input() {
    return PREFIX + name;
  }

  ParamField typed(String typed) {
    return new ParamField(name, schema, shown, FormText.read(typed, shown));
  }

  /**
   * Puts its value into the conf of a run, unless it still says its default.
   *
   * @throws IllegalArgumentException with a sentence when the text is of another type
   */
  void putInto(Map<String, @Nullable Object> conf) {
    if (!text.equals(shown)) {
      conf.put(name, schema.value(text).orElse(null));
    }
  }

  TriggerView.Param view(@Nullable String error) {
    return new TriggerView.Param(
        name,
        new TriggerView.Label(
            Objects.requireNonNullElse(schema.word("title"), name),
            schema.hint(),
            Objects.requireNonNullElse(schema.word("description"), "")),
        schema.kind(shown, text),
        schema.options(shown),
        text,
        error);
  }
}
