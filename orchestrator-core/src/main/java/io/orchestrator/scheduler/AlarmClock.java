package io.orchestrator.scheduler;

import java.time.Duration;

/**
 * Rings once after a while. What is due then is always read from the store: an alarm that rings
 * twice, late or never costs time, never correctness.
 */
public interface AlarmClock extends AutoCloseable {
  /** Rings after {@code delay}; replaces an alarm that was set before. Never blocks. */
  void ringAfter(Duration delay);

  @Override
  void close();
}
