package io.orchestrator.web.api.body;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Airflow: PoolResponse. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record PoolBody(
    int deferredSlots,
    @Nullable String description,
    boolean includeDeferred,
    String name,
    int occupiedSlots,
    int openSlots,
    int queuedSlots,
    int runningSlots,
    int scheduledSlots,
    int slots,
    @Nullable String teamName) {}
