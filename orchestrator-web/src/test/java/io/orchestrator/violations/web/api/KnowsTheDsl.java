package io.orchestrator.violations.web.api;

import io.orchestrator.dag.Dag;

/** Breaks: the server never touches users' code. */
record KnowsTheDsl(Dag dag) {}
