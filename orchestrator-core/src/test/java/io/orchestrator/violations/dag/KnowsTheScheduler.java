package io.orchestrator.violations.dag;

import io.orchestrator.violations.scheduler.KnowsTheStore;

/** Breaks: the domain knows nobody outside it. */
record KnowsTheScheduler(KnowsTheStore scheduler) {}
