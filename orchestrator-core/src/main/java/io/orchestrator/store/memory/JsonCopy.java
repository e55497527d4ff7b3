package io.orchestrator.store.memory;

import io.orchestrator.model.ExactJson;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Values as they come back from JSON columns: dates become text, records become maps. */
final class JsonCopy {
  private static final JsonMapper MAPPER = ExactJson.builder().build();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private JsonCopy() {}

  static Map<String, Object> of(Map<String, Object> values) {
    return values.isEmpty()
        ? Map.of()
        : MAPPER.readValue(MAPPER.writeValueAsString(values), OBJECT);
  }
}
