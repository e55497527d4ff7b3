package io.orchestrator.web.api.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Airflow: VariableResponse. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record VariableBody(
    @Nullable String description,
    @JsonProperty("is_encrypted") boolean encrypted,
    String key,
    @Nullable String teamName,
    String value) {}
