package io.orchestrator.web.api.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Airflow: a param with its value and what may be in its place.
 *
 * @param value its default; null when a run has to say it
 * @param schema the JSON Schema of its value
 */
public record ParamBody(@Nullable Object value, Map<?, ?> schema) implements Body {

  /** Its schema may be missing: any value will do. */
  public static ParamBody of(@Nullable Object value, @Nullable Object schema) {
    return new ParamBody(value, schema instanceof Map<?, ?> map ? map : Map.of());
  }

  /** Where it is declared: params belong to DAGs here. */
  @JsonProperty
  String source() {
    return "dag";
  }

  @Override
  public Map<String, @Nullable Object> absent() {
    return Body.nulls("description");
  }
}
