package io.orchestrator.violations.dag;

import io.orchestrator.violations.scheduler.KnowsTheStore;

/** Breaks: every arrow leads down, for the scheduler lives on the same floor. */
public record KnowsItsNeighbour(KnowsTheStore scheduler) {}
