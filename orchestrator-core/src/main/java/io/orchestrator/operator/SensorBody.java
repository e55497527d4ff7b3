package io.orchestrator.operator;

import java.time.Duration;

/** A body that pokes. The runner judges the time-out from the first poke of the try. */
public interface SensorBody extends TaskBody {
  /** How long a sensor waits whose task states no timeout. */
  Duration DEFAULT_TIMEOUT = Duration.ofDays(7);

  /** Wait between pokes. */
  Duration pokeInterval();

  /** Whether a time-out, or a failure for good, skips the task instead of failing it. */
  boolean softFail();
}
