package io.orchestrator.dag;

import java.util.LinkedHashMap;
import java.util.Map;

/** A DAG's params as data: default values and JSON Schema. */
record ParamsSpec(Map<String, Object> defaults, Map<String, Object> schema) {
  static final ParamsSpec NONE = new ParamsSpec(Map.of(), Map.of());

  static ParamsSpec of(Record defaults) {
    Map<String, Object> values = new LinkedHashMap<>(Values.asMap(defaults));
    return new ParamsSpec(values, ParamsSchema.of(defaults.getClass()));
  }
}
