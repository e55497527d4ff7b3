package io.orchestrator.worker;

import io.orchestrator.tasklog.TaskLogKey;
import io.orchestrator.worker.log.AttemptLog;

/** Opens the logs of attempts. */
@FunctionalInterface
interface AttemptLogs {
  /** A log that is written until closed; what comes later is left out. */
  AttemptLog open(TaskLogKey key);
}
