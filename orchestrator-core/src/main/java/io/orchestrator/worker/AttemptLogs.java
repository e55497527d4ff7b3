package io.orchestrator.worker;

import io.orchestrator.connection.SecretMask;
import io.orchestrator.tasklog.TaskLogKey;
import io.orchestrator.worker.log.AttemptLog;

/** Opens the logs of attempts. */
@FunctionalInterface
interface AttemptLogs {
  /**
   * A log that is written until closed; what comes later is left out.
   *
   * @param secrets hides what it knows from the first line on; the log's own from now on
   */
  AttemptLog open(TaskLogKey key, SecretMask secrets);
}
