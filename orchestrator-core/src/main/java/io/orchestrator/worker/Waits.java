package io.orchestrator.worker;

import java.time.Duration;

/** How time passes for a worker. Monotonic, so that a clock set anew ends nothing. */
interface Waits {
  long nanos();

  /** Waits; ends early with an interrupt. */
  void pause(Duration duration) throws InterruptedException;
}
