package io.orchestrator.violations.run;

/** Breaks: transitions of runs ask the table. */
record RunTransition(DagRun before) {}
