package io.orchestrator.web.api.body;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Airflow: TaskInstanceHistoryResponse. */
public record TryBody(
    @JsonUnwrapped Subject subject,
    @JsonUnwrapped Settings settings,
    @JsonUnwrapped Host host,
    @JsonUnwrapped Times times,
    int maxTries,
    @Nullable String state,
    int tryNumber)
    implements Body {

  /** Which instance it is a try of. */
  public record Subject(
      String dagId, String dagRunId, DagVersionBody dagVersion, int mapIndex, String taskId)
      implements OfDag, OfTask {}

  /** What the instance's task asks for. */
  public record Settings(
      @Nullable String operator,
      String pool,
      int poolSlots,
      @Nullable Integer priorityWeight,
      @Nullable String queue)
      implements Body {

    @JsonProperty
    @Nullable String operatorName() {
      return operator;
    }
  }

  /** Where it runs, or ran. */
  public record Host(@Nullable String hostname, @Nullable Long pid) implements Body {

    @JsonProperty
    String executorConfig() {
      return "{}";
    }

    @Override
    public Map<String, @Nullable Object> absent() {
      return Body.nulls("executor", "unixname");
    }
  }

  /** When it went on. */
  public record Times(
      @Nullable Instant endDate,
      @Nullable Instant queuedWhen,
      @Nullable Instant scheduledWhen,
      @Nullable Instant startDate)
      implements Spans {}
}
