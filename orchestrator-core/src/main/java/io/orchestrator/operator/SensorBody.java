package io.orchestrator.operator;

import java.time.Duration;

/** A body that pokes. The runner judges the time-out from the first poke of the try. */
public interface SensorBody extends TaskBody {
  /** Wait between pokes. */
  Duration pokeInterval();

  /** Total wait, from the first poke, after which the task fails without a further try. */
  Duration timeout();

  /** Whether a time-out skips the task instead of failing it. */
  boolean softFail();
}
