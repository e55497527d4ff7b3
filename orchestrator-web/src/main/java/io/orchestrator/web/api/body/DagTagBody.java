package io.orchestrator.web.api.body;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Airflow: DagTagResponse. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DagTagBody(String dagDisplayName, String dagId, String name) {}
