package io.orchestrator.testing;

import io.orchestrator.operator.ProcessLauncher;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.function.Consumer;

/** Starts the programs of tested tasks. */
final class TestProcesses {
  private TestProcesses() {}

  static ProcessLauncher launcher() {
    return TestProcesses::run;
  }

  private static int run(ProcessLauncher.ProcessSpec spec, Consumer<String> line)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(spec.command()).redirectErrorStream(true);
    if (!spec.inheritEnvironment()) {
      builder.environment().clear();
    }
    builder.environment().putAll(spec.environment());
    spec.directory().ifPresent(folder -> builder.directory(folder.toFile()));
    Process process = builder.start();
    process.getOutputStream().close();
    try (BufferedReader output = process.inputReader()) {
      output.lines().forEach(line);
    }
    return process.waitFor();
  }
}
