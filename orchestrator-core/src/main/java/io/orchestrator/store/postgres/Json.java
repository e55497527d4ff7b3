package io.orchestrator.store.postgres;

import io.orchestrator.model.BranchDecision;
import io.orchestrator.model.DagModel;
import io.orchestrator.model.DagModels;
import io.orchestrator.model.ExactJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Values kept as JSON columns. Unknown properties are ignored, so that older code reads newer. */
final class Json {
  private static final JsonMapper MAPPER = ExactJson.builder().build();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private Json() {}

  static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  static String write(DagModel model) {
    return DagModels.toJson(model);
  }

  static DagModel model(String json) {
    return DagModels.fromJson(json);
  }

  public static Map<String, Object> object(@Nullable String json) {
    return json == null ? Map.of() : MAPPER.readValue(json, OBJECT);
  }

  static Map<String, String> texts(@Nullable String json) {
    return json == null ? Map.of() : MAPPER.readValue(json, TEXTS);
  }

  static @Nullable BranchDecision decision(@Nullable String json) {
    return json == null ? null : MAPPER.readValue(json, BranchDecision.class);
  }
}
