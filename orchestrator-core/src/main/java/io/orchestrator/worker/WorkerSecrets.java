package io.orchestrator.worker;

import io.orchestrator.connection.VariableSecrets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The secrets in the worker's environment. Tasks run in this process and their programs inherit it
 * (but for our own settings), so a task that prints its environment must not print these.
 */
final class WorkerSecrets {
  /** Longer than for connections: many variables with such a name say yes, no or how many. */
  private static final int SHORTEST = 8;

  private WorkerSecrets() {}

  static Set<String> of(Map<String, String> environment) {
    return environment.entrySet().stream()
        .filter(e -> !nameOfPair(e.getKey()))
        .flatMap(e -> VariableSecrets.of(e.getKey(), e.getValue()).stream())
        .map(String::strip)
        .filter(value -> value.length() >= SHORTEST)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The name of a key pair is no secret, and often an ordinary word. */
  private static boolean nameOfPair(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.endsWith("ACCESS_KEY_ID") || upper.endsWith("__LOGS__ACCESS_KEY");
  }
}
