package io.orchestrator.testing;

/** A part of the reason that a task is expected to have. Made by {@link DagTestAssert#because}. */
public record Because(String words) {}
