package io.orchestrator.worker;

import io.orchestrator.worker.AttemptLogs.OpenLog;
import io.orchestrator.worker.log.AttemptLog;
import org.slf4j.event.Level;

/** An attempt's log in the spool. */
record SpooledAttemptLog(AttemptLog log) implements OpenLog {
  @Override
  public void line(Level level, String text) {
    log.line(level, text);
  }

  @Override
  public void maskSecret(String secret) {
    log.maskSecret(secret);
  }

  @Override
  public void close() {
    log.close();
  }
}
