package io.orchestrator.web.api.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Airflow: TaskResponse. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record TaskBody(
    @Nullable Map<String, String> classRef,
    boolean dependsOnPast,
    @Nullable String docMd,
    @Nullable List<String> downstreamTaskIds,
    @Nullable Instant endDate,
    @Nullable TimeDelta executionTimeout,
    List<String> extraLinks,
    @JsonProperty("is_mapped") boolean mapped,
    @Nullable String operatorName,
    @Nullable String owner,
    @Nullable Map<String, Object> params,
    @Nullable String pool,
    @Nullable Integer poolSlots,
    @Nullable Integer priorityWeight,
    @Nullable String queue,
    @Nullable Integer retries,
    @Nullable TimeDelta retryDelay,
    double retryExponentialBackoff,
    @Nullable Instant startDate,
    @Nullable String taskDisplayName,
    @Nullable String taskId,
    @Nullable List<String> templateFields,
    @Nullable String triggerRule,
    @Nullable String uiColor,
    @Nullable String uiFgcolor,
    boolean waitForDownstream,
    @Nullable String weightRule) {

  /** Airflow: TimeDelta, a length of time in three parts. */
  public record TimeDelta(
      @JsonProperty("__type") @Nullable String type, int days, int microseconds, int seconds) {}
}
