package io.orchestrator.template;

import io.orchestrator.model.ExactJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** JSON values made safe for templates: copied, unmodifiable, and None where JSON has null. */
final class Json {

  private static final JsonMapper MAPPER = ExactJson.builder().build();
  private static final int MAX_DEPTH = 100;

  private Json() {}

  /** Reads JSON text. */
  static Object read(String text, String label) {
    try {
      return safe(MAPPER.readValue(text, Object.class), label);
    } catch (JacksonException e) {
      throw new TemplateFailure("`" + label + "` is not JSON: " + e.getOriginalMessage());
    }
  }

  /** Copies a JSON value; anything else becomes its text. */
  static Object safe(@Nullable Object value, String label) {
    return safe(value, label, 0);
  }

  private static Object safe(@Nullable Object value, String label, int depth) {
    if (depth > MAX_DEPTH) {
      throw new TemplateFailure("`" + label + "` is nested more than " + MAX_DEPTH + " deep");
    }
    if (value == null) {
      return None.VALUE;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, element) -> copy.put(String.valueOf(key), safe(element, label, depth + 1)));
      return Collections.unmodifiableMap(copy);
    }
    if (value instanceof Iterable<?> elements) {
      List<Object> copy = new ArrayList<>();
      elements.forEach(element -> copy.add(safe(element, label, depth + 1)));
      return Collections.unmodifiableList(copy);
    }
    if (value instanceof BigDecimal decimal) {
      return number(decimal);
    }
    if (value instanceof Number || value instanceof Boolean) {
      return value;
    }
    return value.toString();
  }

  /** A float, as in Python, unless that would lose digits. */
  private static Number number(BigDecimal decimal) {
    double rounded = decimal.doubleValue();
    boolean exact = Double.isFinite(rounded) && BigDecimal.valueOf(rounded).compareTo(decimal) == 0;
    return exact ? rounded : decimal;
  }
}
