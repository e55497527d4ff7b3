package io.orchestrator.task;

import io.orchestrator.connection.SecretMask;
import org.slf4j.event.Level;

/** Where the lines of one attempt go. Safe for several threads. */
public interface TaskLog {
  /**
   * Writes a line, stamped with the time; further lines of the text follow as they are. Stars stand
   * in the place of {@link #secrets}.
   */
  void line(Level level, String text);

  /** What the attempt keeps to itself, here and in all else that it tells. */
  SecretMask secrets();
}
