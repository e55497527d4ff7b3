package io.orchestrator.web.api.body;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Airflow: PoolResponse. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record PoolBody(
    @Nullable String description,
    boolean includeDeferred,
    String name,
    int slots,
    @JsonUnwrapped Use use,
    @Nullable String teamName) {

  /** Slots by what takes or wants them. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Use(
      int deferredSlots,
      int occupiedSlots,
      int openSlots,
      int queuedSlots,
      int runningSlots,
      int scheduledSlots) {}
}
