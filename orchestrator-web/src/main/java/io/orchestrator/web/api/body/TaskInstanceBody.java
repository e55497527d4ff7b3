package io.orchestrator.web.api.body;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Airflow: TaskInstanceResponse. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record TaskInstanceBody(
    String dagDisplayName,
    String dagId,
    String dagRunId,
    @Nullable DagVersionBody dagVersion,
    @Nullable Double duration,
    @Nullable Instant endDate,
    @Nullable String executor,
    String executorConfig,
    @Nullable String hostname,
    UUID id,
    @Nullable Instant logicalDate,
    int mapIndex,
    int maxTries,
    @Nullable String note,
    @Nullable String operator,
    @Nullable String operatorName,
    @Nullable Long pid,
    String pool,
    int poolSlots,
    @Nullable Integer priorityWeight,
    @Nullable String queue,
    @Nullable Instant queuedWhen,
    @Nullable Map<String, String> renderedFields,
    @Nullable String renderedMapIndex,
    Instant runAfter,
    @Nullable Instant scheduledWhen,
    @Nullable Instant startDate,
    @Nullable String state,
    String taskDisplayName,
    String taskId,
    @Nullable Object trigger,
    @Nullable Object triggererJob,
    int tryNumber,
    @Nullable String unixname) {}
