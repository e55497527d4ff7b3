package io.orchestrator.violations.scheduler;

import io.orchestrator.violations.store.postgres.KnowsQuartzsNeighbour;

/** Breaks: the application knows no adapter. */
public record KnowsTheStore(KnowsQuartzsNeighbour store) {}
