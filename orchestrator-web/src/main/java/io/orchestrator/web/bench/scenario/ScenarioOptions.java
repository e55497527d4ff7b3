package io.orchestrator.web.bench.scenario;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param slots attempts the worker runs at the same time
 * @param chain tasks of the chain
 * @param runs triggered at once for the rate
 * @param tasks of each of them, in sequence
 */
public record ScenarioOptions(int slots, int chain, int runs, int tasks) {
  /** As it is unless it is set. */
  static final Duration LEASE = Duration.ofSeconds(30);
}
