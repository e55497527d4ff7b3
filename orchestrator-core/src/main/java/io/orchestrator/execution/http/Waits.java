package io.orchestrator.execution.http;

import java.time.Duration;

/** How time passes for a worker. */
public interface Waits {
  /** Monotonic, so that a clock set anew ends nothing. */
  long nanos();

  /**
   * Waits.
   *
   * @throws InterruptedException when interrupted; it ends early then
   */
  void pause(Duration duration) throws InterruptedException;
}
