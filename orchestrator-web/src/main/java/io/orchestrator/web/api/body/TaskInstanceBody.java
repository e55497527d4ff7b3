package io.orchestrator.web.api.body;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Airflow: TaskInstanceResponse: the current try, and what does not change between tries. */
public record TaskInstanceBody(
    UUID id,
    @Nullable Instant logicalDate,
    Map<String, String> renderedFields,
    Instant runAfter,
    @JsonUnwrapped TryBody current)
    implements Body {

  @Override
  public Map<String, @Nullable Object> absent() {
    return Body.nulls("note", "rendered_map_index", "trigger", "triggerer_job");
  }
}
