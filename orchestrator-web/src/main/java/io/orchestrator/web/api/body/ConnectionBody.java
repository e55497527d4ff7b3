package io.orchestrator.web.api.body;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
    @JsonUnwrapped Endpoint endpoint,
    @JsonUnwrapped Credentials credentials,
    @Nullable String teamName) {

  /** Where the other system is. */
  public record Endpoint(@Nullable String host, @Nullable Integer port, @Nullable String schema) {}

  /** As whom to come. */
  public record Credentials(@Nullable String login, @Nullable String password) {}
}
