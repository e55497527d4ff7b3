package io.orchestrator.violations.run;

/** A row to be changed by hand. */
public record TaskInstance(String state) {}
