package io.orchestrator.testing;

import io.orchestrator.operator.ProcessLauncher;
import io.orchestrator.worker.process.ProcessSupervisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The worker's own process supervision in a temporary folder, started with the first program; no
 * process and no file is left when it is closed. It may be used again after that.
 */
final class TestProcesses implements AutoCloseable {
  private final InstantSource clock;
  private @Nullable ProcessSupervisor supervisor;
  private @Nullable Path folder;

  TestProcesses(InstantSource clock) {
    this.clock = clock;
  }

  /** Programs of one attempt. */
  ProcessLauncher launcher(String attempt) {
    return (spec, line) -> run(attempt, spec, line);
  }

  private int run(String attempt, ProcessLauncher.ProcessSpec spec, Consumer<String> line)
      throws IOException, InterruptedException {
    ProcessSupervisor running = start();
    try {
      return running.launcher(attempt).run(spec, line);
    } finally {
      running.endAll(attempt, Duration.ofSeconds(5));
    }
  }

  private synchronized ProcessSupervisor start() throws IOException {
    if (supervisor == null) {
      folder = Files.createTempDirectory("dag-tester");
      supervisor = ProcessSupervisor.start(folder, clock);
    }
    return supervisor;
  }

  @Override
  public synchronized void close() {
    if (supervisor != null) {
      supervisor.close();
      supervisor = null;
    }
    if (folder != null) {
      delete(folder);
      folder = null;
    }
  }

  private static void delete(Path root) {
    try (Stream<Path> content = Files.walk(root)) {
      List<Path> deepestFirst = content.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The temporary folder " + root + " could not be removed", e);
    }
  }
}
