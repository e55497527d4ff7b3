package io.orchestrator.violations.web.ui;

import io.orchestrator.store.Queries;

/** Breaks: pages read one moment. */
public record KeepsTheQueries(Queries queries) {}
