package io.orchestrator.violations.run;

/** Breaks: transitions of tasks ask the table. */
record TaskTransition(TaskInstance before) {}
