package io.orchestrator.web.api.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Airflow: DAGResponse. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DagBody(
    @Nullable List<String> allowedRunTypes,
    @Nullable String bundleName,
    @Nullable String bundleVersion,
    String dagDisplayName,
    String dagId,
    @Nullable String description,
    String fileToken,
    String fileloc,
    boolean hasImportErrors,
    boolean hasTaskConcurrencyLimits,
    @JsonProperty("is_paused") boolean paused,
    @JsonProperty("is_stale") boolean stale,
    @Nullable Instant lastExpired,
    @Nullable Double lastParseDuration,
    @Nullable Instant lastParsedTime,
    @Nullable Integer maxActiveRuns,
    int maxActiveTasks,
    int maxConsecutiveFailedDagRuns,
    @Nullable Instant nextDagrunDataIntervalEnd,
    @Nullable Instant nextDagrunDataIntervalStart,
    @Nullable Instant nextDagrunLogicalDate,
    @Nullable Instant nextDagrunRunAfter,
    List<String> owners,
    @Nullable String relativeFileloc,
    List<DagTagBody> tags,
    @Nullable String timetableDescription,
    boolean timetablePartitioned,
    @Nullable String timetableSummary) {}
