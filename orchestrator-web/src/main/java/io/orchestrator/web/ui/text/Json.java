package io.orchestrator.web.ui.text;

import io.orchestrator.model.ExactJson;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;

/** JSON on pages. */
public final class Json {
  private static final ObjectMapper MAPPER =
      ExactJson.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final ObjectMapper LINE = ExactJson.builder().build();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private Json() {}

  /** On one line. */
  public static String line(Object value) {
    return LINE.writeValueAsString(value);
  }

  public static String pretty(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** The text laid out; as it is when it is no JSON. */
  public static String pretty(String json) {
    return value(json).map(Json::pretty).orElse(json);
  }

  /** The value of a JSON text; empty when it is not JSON. */
  public static Optional<Object> value(String json) {
    try {
      return Optional.ofNullable(MAPPER.readValue(json, Object.class));
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }

  /** The members of a JSON object; empty when the text is not an object. An empty text has none. */
  public static Optional<Map<String, Object>> object(String json) {
    if (json.isBlank()) {
      return Optional.of(Map.of());
    }
    try {
      return Optional.ofNullable(MAPPER.readValue(json, OBJECT));
    } catch (JacksonException notAnObject) {
      return Optional.empty();
    }
  }
}
