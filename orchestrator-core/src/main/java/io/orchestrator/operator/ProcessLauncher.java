package io.orchestrator.operator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs operating system processes whose every descendant ends with the attempt. */
public interface ProcessLauncher {
  /**
   * Runs a program to its end. Standard output and error arrive merged, line by line, before this
   * returns.
   *
   * @return the exit code; 128 + signal when killed by one
   * @throws InterruptedException when the attempt is ended; the whole process tree is gone by then
   */
  int run(ProcessSpec spec, Consumer<String> line) throws IOException, InterruptedException;

  /**
   * A program to run.
   *
   * @param command program and arguments, passed as they are: no shell in between
   * @param environment added to (or replacing) the worker's, by name
   * @param inheritEnvironment whether the worker's environment is passed on at all
   * @param directory working directory; empty: a fresh one that is removed afterwards
   */
  record ProcessSpec(
      List<String> command,
      Map<String, String> environment,
      boolean inheritEnvironment,
      Optional<Path> directory) {
    public ProcessSpec {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
    }
  }
}
