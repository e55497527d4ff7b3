package io.orchestrator.web.api.body;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Airflow: DAGRunResponse. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DagRunBody(
    @Nullable String bundleVersion,
    Map<String, Object> conf,
    String dagDisplayName,
    String dagId,
    String dagRunId,
    List<DagVersionBody> dagVersions,
    @Nullable Instant dataIntervalEnd,
    @Nullable Instant dataIntervalStart,
    @Nullable Double duration,
    @Nullable Instant endDate,
    @Nullable Instant lastSchedulingDecision,
    @Nullable Instant logicalDate,
    @Nullable String note,
    @Nullable String partitionKey,
    @Nullable Instant queuedAt,
    Instant runAfter,
    String runType,
    @Nullable Instant startDate,
    String state,
    @Nullable String triggeredBy,
    @Nullable String triggeringUserName) {}
