package io.orchestrator.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of a {@link DagModel}: canonical, so that equal models give equal text. */
public final class DagModels {
  private static final JsonMapper MAPPER =
      ExactJson.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .changeDefaultPropertyInclusion(v -> v.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private DagModels() {}

  public static String toJson(DagModel model) {
    return MAPPER.writeValueAsString(model);
  }

  /**
   * Reads a model; fields it does not know are ignored.
   *
   * @throws tools.jackson.core.JacksonException when the text is no model
   */
  public static DagModel fromJson(String json) {
    return MAPPER.readValue(json, DagModel.class);
  }

  /** What in a model's texts cannot be stored, as a sentence that names the place. */
  public static Optional<String> unstorable(DagModel model) {
    return TextRule.problemIn(MAPPER.convertValue(model, Map.class));
  }

  /** SHA-256 (hex) over the structure: neither prose nor source lines count. */
  public static String structureHash(DagModel model) {
    ObjectNode tree = MAPPER.valueToTree(model);
    tree.remove(java.util.List.of("description", "doc", "location"));
    for (JsonNode task : tree.path("tasks")) {
      ((ObjectNode) task).remove(java.util.List.of("doc", "location"));
    }
    return Sha256.of(MAPPER.writeValueAsString(tree));
  }
}
