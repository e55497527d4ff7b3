package io.orchestrator.violations.store.postgres;

import io.orchestrator.violations.wakeup.quartz.Neighbour;

/** Breaks: adapters do not know each other. */
public record KnowsQuartzsNeighbour(Neighbour other) {}
