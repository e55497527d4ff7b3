package io.orchestrator.web.api.body;

/** Airflow: DagTagResponse. */
public record DagTagBody(String dagId, String name) implements OfDag {}
