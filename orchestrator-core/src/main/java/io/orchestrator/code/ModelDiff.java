package io.orchestrator.code;

import io.orchestrator.loader.protocol.LoadResult.LoadedModel;
import io.orchestrator.model.DagModels;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says in words where two definitions of a DAG differ first. */
final class ModelDiff {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ModelDiff() {}

  static String describe(Optional<LoadedModel> one, Optional<LoadedModel> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return "it is not always there";
    }
    return first("", tree(one.get()), tree(other.get())).orElse("in a place that is not stored");
  }

  private static JsonNode tree(LoadedModel dag) {
    return MAPPER.readTree(DagModels.toJson(dag.model()));
  }

  private static Optional<String> first(String path, JsonNode one, JsonNode other) {
    if (one.equals(other)) {
      return Optional.empty();
    }
    if (one.isObject() && other.isObject()) {
      TreeSet<String> names = new TreeSet<>(one.propertyNames());
      names.addAll(other.propertyNames());
      return names.stream()
          .flatMap(n -> first(path + "/" + n, one.path(n), other.path(n)).stream())
          .findFirst();
    }
    if (one.isArray() && other.isArray() && one.size() == other.size()) {
      for (int i = 0; i < one.size(); i++) {
        Optional<String> inside = first(path + "/" + i, one.path(i), other.path(i));
        if (inside.isPresent()) {
          return inside;
        }
      }
    }
    return Optional.of(path + " was " + one + ", then " + other);
  }
}
