package io.orchestrator.violations.run;

/** A run to be changed by hand. */
public record DagRun(String state) {}
