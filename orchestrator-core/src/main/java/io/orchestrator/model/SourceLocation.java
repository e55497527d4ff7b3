package io.orchestrator.model;

/** The place in user code that declared something: {@code EtlDag.java:31}. Lines start at 1. */
public record SourceLocation(String file, int line) {
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
