package io.orchestrator.violations.worker;

import io.orchestrator.violations.scheduler.KnowsTheStore;

/** Breaks: who runs users' code knows no store. */
record KnowsTheScheduler(KnowsTheStore scheduler) {}
