package io.orchestrator.web.api.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Airflow: TaskResponse. */
public record TaskBody(
    String taskId,
    @JsonUnwrapped Work work,
    @JsonUnwrapped Inherited inherited,
    @JsonUnwrapped Edges edges,
    @JsonUnwrapped Limits limits,
    @JsonUnwrapped Retry retry)
    implements OfTask {

  /** What it does. */
  public record Work(String operatorName, @Nullable String docMd, List<String> templateFields)
      implements Body {

    @JsonProperty
    Map<String, String> classRef() {
      return Map.of("class_name", operatorName);
    }
  }

  /** What holds for every task of its DAG. */
  public record Inherited(
      @Nullable Instant endDate,
      @Nullable String owner,
      Map<String, ParamBody> params,
      @Nullable Instant startDate)
      implements Body {}

  /** What it waits for, and what waits for it. */
  public record Edges(
      boolean dependsOnPast,
      List<String> downstreamTaskIds,
      String triggerRule,
      boolean waitForDownstream)
      implements Body {}

  /** What it may use. */
  public record Limits(
      @Nullable TimeDelta executionTimeout,
      String pool,
      int poolSlots,
      int priorityWeight,
      String queue,
      String weightRule)
      implements Body {}

  /** How it is tried again. */
  public record Retry(int retries, @Nullable TimeDelta retryDelay, double retryExponentialBackoff)
      implements Body {}

  /** Airflow: TimeDelta, a length of time in three parts. */
  public record TimeDelta(
      @JsonProperty("__type") String type, int days, int microseconds, int seconds) {}

  @JsonProperty
  List<String> extraLinks() {
    return List.of();
  }

  @JsonProperty("is_mapped")
  boolean mapped() {
    return false;
  }

  @Override
  public Map<String, @Nullable Object> absent() {
    return Body.nulls("ui_color", "ui_fgcolor");
  }
}
