package io.orchestrator.violations.model;

import io.orchestrator.violations.dag.KnowsItsNeighbour;

/** Breaks: the model knows timetables only; the domain knows nobody outside it. */
record KnowsTheDsl(KnowsItsNeighbour dsl) {}
