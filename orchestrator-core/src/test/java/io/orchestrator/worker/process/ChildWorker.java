package io.orchestrator.worker.process;

import io.orchestrator.operator.ProcessLauncher.ProcessSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A worker JVM that runs one script; the tests kill it. Arguments: spool, script. With {@code
 * END_AFTER} it ends the attempt after so many seconds.
 */
public final class ChildWorker {
  private static final String ATTEMPT = "dag/run/task/1";

  private ChildWorker() {}

  private static void end(ProcessSupervisor supervisor, long seconds) {
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    supervisor.endAll(ATTEMPT, Duration.ofSeconds(2));
  }

  public static void main(String[] args) throws Exception {
    try (ProcessSupervisor supervisor =
        ProcessSupervisor.start(Path.of(args[0]), Clock.systemUTC())) {
      String seconds = System.getenv("END_AFTER");
      if (seconds != null) {
        new Thread(() -> end(supervisor, Long.parseLong(seconds))).start();
      }
      supervisor
          .launcher(ATTEMPT)
          .run(
              new ProcessSpec(List.of("bash", "-c", args[1]), Map.of(), true, Optional.empty()),
              line -> {});
    }
  }

  static Process start(Path spool, String script, Map<String, String> environment)
      throws IOException {
    ProcessBuilder worker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ChildWorker.class.getName(),
                spool.toString(),
                script)
            .redirectErrorStream(true)
            .redirectOutput(spool.resolve("worker.log").toFile());
    worker.environment().putAll(environment);
    return worker.start();
  }
}
