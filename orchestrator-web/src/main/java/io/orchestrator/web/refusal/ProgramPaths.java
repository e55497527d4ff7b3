package io.orchestrator.web.refusal;

import java.util.List;

/** Where programs call and not people: every answer there is JSON, whatever was asked for. */
public final class ProgramPaths {
  private static final List<String> PREFIXES = List.of("/api/", "/auth/");

  private ProgramPaths() {}

  public static boolean has(String path) {
    return PREFIXES.stream().anyMatch(path::startsWith);
  }
}
