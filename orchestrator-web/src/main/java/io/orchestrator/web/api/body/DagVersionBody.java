package io.orchestrator.web.api.body;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Airflow: DagVersionResponse. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DagVersionBody(
    @Nullable String bundleName,
    @Nullable String bundleUrl,
    @Nullable String bundleVersion,
    @Nullable Instant createdAt,
    String dagDisplayName,
    String dagId,
    UUID id,
    int versionNumber) {}
