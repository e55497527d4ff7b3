package io.orchestrator.web.api.body;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Airflow: XComResponse; with a value XComResponseNative. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record XComBody(
    String dagDisplayName,
    String dagId,
    String key,
    @Nullable Instant logicalDate,
    int mapIndex,
    Instant runAfter,
    String runId,
    String taskDisplayName,
    String taskId,
    Instant timestamp,
    @Nullable @JsonInclude(JsonInclude.Include.NON_NULL) Object value) {}
