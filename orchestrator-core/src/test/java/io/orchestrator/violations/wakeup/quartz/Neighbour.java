package io.orchestrator.violations.wakeup.quartz;

/** Known by another adapter. */
public record Neighbour(String name) {}
