package io.orchestrator.web.api.body;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Airflow: TaskInstanceHistoryResponse. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record TryBody(
    String dagDisplayName,
    String dagId,
    String dagRunId,
    @Nullable DagVersionBody dagVersion,
    @Nullable Double duration,
    @Nullable Instant endDate,
    @Nullable String executor,
    String executorConfig,
    @Nullable String hostname,
    int mapIndex,
    int maxTries,
    @Nullable String operator,
    @Nullable String operatorName,
    @Nullable Long pid,
    String pool,
    int poolSlots,
    @Nullable Integer priorityWeight,
    @Nullable String queue,
    @Nullable Instant queuedWhen,
    @Nullable Instant scheduledWhen,
    @Nullable Instant startDate,
    @Nullable String state,
    String taskDisplayName,
    String taskId,
    int tryNumber,
    @Nullable String unixname) {}
