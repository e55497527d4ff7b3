package io.orchestrator.worker;

import io.orchestrator.worker.WorkerOptions.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The worker's process: {@code orchestrator worker}, and the worker of a standalone. */
public final class WorkerMain {
  private static final int WRONG = 2;
  private static final int FAILED = 1;
  private static final String LOG_SETTINGS = "logback.configurationFile";
  private static final String LOG_FILE = "io/orchestrator/worker/logback-worker.xml";

  private WorkerMain() {}

  public static void main(String[] arguments) {
    // Before the first logger is made; a file named by the user goes first.
    if (System.getProperty(LOG_SETTINGS) == null) {
      System.setProperty(LOG_SETTINGS, LOG_FILE);
    }
    System.exit(run(List.of(arguments), System.getenv(), System.err));
  }

  /**
   * Runs a worker until it is told to stop by a signal or by the end of its standard input.
   *
   * @param environment settings
   * @param err for what is wrong with the arguments
   * @return exit code: 0 stopped, 1 could not start, 2 wrong usage
   */
  public static int run(List<String> arguments, Map<String, String> environment, PrintStream err) {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      err.println(WorkerOptions.USAGE);
      return 0;
    }
    try {
      WorkerOptions options =
          WorkerOptions.parse(arguments, environment, Runtime.getRuntime().availableProcessors());
      return WorkerProcess.start(options, environment, Clock.systemUTC(), UUID::randomUUID).await();
    } catch (UsageException e) {
      err.println("orchestrator worker: " + e.getMessage());
      err.println(WorkerOptions.USAGE);
      return WRONG;
    } catch (IOException | RuntimeException e) {
      err.println("orchestrator worker: it could not start: " + e.getMessage());
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    }
  }
}
