package io.orchestrator.web.api.body;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Airflow: ImportErrorResponse. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ImportErrorBody(
    @Nullable String bundleName,
    String filename,
    long importErrorId,
    String stackTrace,
    Instant timestamp) {}
