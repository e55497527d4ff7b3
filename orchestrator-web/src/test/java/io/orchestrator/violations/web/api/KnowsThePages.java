package io.orchestrator.violations.web.api;

import io.orchestrator.violations.web.ui.KnowsTheApi;

/** Breaks, with its neighbour: packages have no cycles. */
public record KnowsThePages(Class<KnowsTheApi> pages) {}
