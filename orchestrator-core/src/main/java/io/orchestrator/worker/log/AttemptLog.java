package io.orchestrator.worker.log;

import io.orchestrator.task.TaskLog;
import org.slf4j.event.Level;

/**
 * Takes the output of one attempt. Thread-safe. No call fails or waits for the place where logs
 * end: what cannot be kept is counted, and the log says how many lines are missing.
 */
public interface AttemptLog extends TaskLog, AutoCloseable {

  /**
   * Writes a line, {@code 2026-11-24T17:05:34.123Z INFO text}. Further lines of a text (a stack
   * trace) follow as they are. Written to the spool file before it returns: the end of this
   * process, also by kill -9, loses nothing written before.
   */
  @Override
  void line(Level level, String text);

  /** The attempt ended here (or this poke of its sensor). The rest is shipped soon. */
  @Override
  void close();
}
