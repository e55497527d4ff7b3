package io.orchestrator.web.standalone;

import io.orchestrator.loader.SharedClasses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How to start another JVM with our own class path. */
public record ChildJvm(
    String mainClass,
    List<String> options,
    List<String> arguments,
    Map<String, String> environment) {

  /** Lets a worker see what the code of a task leaves on its thread. */
  private static final String OPEN_TO_WORKERS = "--add-opens=java.base/java.lang=ALL-UNNAMED";

  /** A worker. */
  public static ChildJvm worker(
      List<String> options, List<String> arguments, Map<String, String> environment) {
    List<String> all = new ArrayList<>(options);
    all.add(OPEN_TO_WORKERS);
    return new ChildJvm("io.orchestrator.worker.WorkerMain", all, arguments, environment);
  }

  /**
   * Starts it; standard error goes to {@code log}, standard input is a pipe held by this JVM.
   *
   * @param temporary its folder for temporary files: it loads libraries from there, so nobody else
   *     may write to it
   */
  public Process start(Path log, Path temporary) throws IOException {
    OrchestratorHome.ownerOnlyFolder(temporary);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(SharedClasses.options(mainClass.substring(mainClass.lastIndexOf('.') + 1)));
    command.add("-Djava.awt.headless=true");
    command.add("-Djava.io.tmpdir=" + temporary);
    // The JVM would write its counters to a temporary folder that everybody can read.
    command.add("-XX:-UsePerfData");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(mainClass);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return builder.start();
  }
}
