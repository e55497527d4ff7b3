package io.orchestrator.violations.web.standalone;

/** Breaks: packages are null-marked. */
record IsNotNullMarked(String name) {}
