package io.orchestrator.violations.web.ui;

import io.orchestrator.violations.web.api.ReturnsARun;

/** Breaks: pages do not know the API. */
public record KnowsTheApi(ReturnsARun api) {}
