package io.orchestrator.violations.run;

/** Breaks: transitions ask the table. */
record TaskTransition(TaskInstance before) {}
