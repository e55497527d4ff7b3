package io.orchestrator.violations.run;

import io.orchestrator.violations.dag.KnowsItsNeighbour;

/** Breaks: the server never touches users' code. */
record KnowsTheDsl(KnowsItsNeighbour dsl) {}
