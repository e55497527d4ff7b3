package io.orchestrator.task;

import io.orchestrator.connection.Connection;
import io.orchestrator.execution.AttemptGoneException;
import io.orchestrator.execution.ExecutionApi.TaskFactsReport;
import io.orchestrator.execution.PreviousSuccess;
import io.orchestrator.operator.ProcessLauncher;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * All that a {@link TaskRunner} reaches of the world, for one attempt: HTTP and files on a worker,
 * memory and a virtual clock in tests. Safe for several threads: user code may start some.
 */
public interface TaskPorts {
  /** Who runs it, for the first line of the log. */
  String worker();

  /** Now, by this process's clock. */
  InstantSource clock();

  /** Time since the attempt was claimed; setting a clock does not change it. */
  Duration sinceClaim();

  /** Waits; ends early with {@link InterruptedException} when the attempt is ended. */
  void pause(Duration duration) throws InterruptedException;

  /** The attempt's log; its mask knows the secrets of whoever runs the attempt. */
  TaskLog log();

  /** Starts processes that end with the attempt. */
  ProcessLauncher processes();

  /**
   * XCom of another task of the same run, as JSON text; a JSON list for a mapped task.
   *
   * @throws AttemptGoneException when the attempt is no longer the caller's, as by the next two
   */
  Optional<String> xcom(String taskId, String key);

  Optional<String> variable(String key);

  Optional<Connection> connection(String connectionId);

  /** The latest successful run of the DAG before this one by logical date. */
  PreviousSuccess previousSuccess();

  /**
   * Stores facts durably before it returns.
   *
   * @throws AttemptGoneException when the attempt is no longer the caller's
   */
  void report(TaskFactsReport facts);
}
