package io.orchestrator.model;

/** How a worker gets at the code of a version. */
public enum CodeKind {
  JAVA_SOURCE,
  JAR
}
