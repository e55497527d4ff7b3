package io.orchestrator.run;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One ended try of a task instance, kept for ever (until retention). */
public record Attempt(
    UUID taskInstanceId,
    int tryNumber,
    TaskState state,
    @Nullable String worker,
    @Nullable Instant queuedAt,
    @Nullable Instant startDate,
    @Nullable Instant endDate,
    @Nullable String reason) {}
