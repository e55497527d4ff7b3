package io.orchestrator.violations.testing;

/** Breaks: packages are null-marked. */
public record IsNotNullMarked(String name) {}
