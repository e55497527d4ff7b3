package io.orchestrator.violations.homeless;

/** Breaks: every class has a ring. */
record HasNoRing(String name) {}
