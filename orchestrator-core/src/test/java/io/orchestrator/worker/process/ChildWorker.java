package io.orchestrator.worker.process;

import io.orchestrator.operator.ProcessLauncher.ProcessSpec;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A worker JVM that runs one script; the tests kill it. Arguments: spool, script. */
public final class ChildWorker {
  private ChildWorker() {}

  public static void main(String[] args) throws Exception {
    try (ProcessSupervisor supervisor =
        ProcessSupervisor.start(Path.of(args[0]), Clock.systemUTC())) {
      supervisor
          .launcher("dag/run/task/1")
          .run(
              new ProcessSpec(List.of("bash", "-c", args[1]), Map.of(), true, Optional.empty()),
              line -> {});
    }
  }
}
