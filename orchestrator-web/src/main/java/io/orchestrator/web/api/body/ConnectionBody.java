package io.orchestrator.web.api.body;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Airflow: ConnectionResponse. Secrets are masked. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ConnectionBody(
    String connType,
    String connectionId,
    @Nullable String description,
    @Nullable String extra,
    @Nullable String host,
    @Nullable String login,
    @Nullable String password,
    @Nullable Integer port,
    @Nullable String schema,
    @Nullable String teamName) {}
