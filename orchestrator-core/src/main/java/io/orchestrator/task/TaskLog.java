package io.orchestrator.task;

import org.slf4j.event.Level;

/** Where the lines of one attempt go. Safe for several threads. */
public interface TaskLog {
  /**
   * Writes a line, masked and stamped with the time; further lines of the text follow as they are.
   */
  void line(Level level, String text);

  /** From now on the text never reaches the log: stars stand in its place. */
  void maskSecret(String secret);
}
