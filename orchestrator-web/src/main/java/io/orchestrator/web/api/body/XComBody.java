package io.orchestrator.web.api.body;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Airflow: XComResponse; with a value XComResponseNative. */
public record XComBody(
    @JsonUnwrapped Giver giver,
    String key,
    Instant timestamp,
    @Nullable @JsonInclude(JsonInclude.Include.NON_NULL) Object value)
    implements Body {

  /** The task instance that handed it on, and its run. */
  public record Giver(
      String dagId,
      @Nullable Instant logicalDate,
      int mapIndex,
      Instant runAfter,
      String runId,
      String taskId)
      implements OfDag, OfTask {}
}
