package io.orchestrator.worker;

import io.orchestrator.task.TaskLog;
import io.orchestrator.tasklog.TaskLogKey;

/** Opens the logs of attempts. */
@FunctionalInterface
interface AttemptLogs {
  /** A log that is written until closed; what comes later is left out. */
  interface OpenLog extends TaskLog, AutoCloseable {
    @Override
    void close();
  }

  OpenLog open(TaskLogKey key);
}
