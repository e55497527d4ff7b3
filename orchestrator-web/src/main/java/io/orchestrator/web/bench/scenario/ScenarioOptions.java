package io.orchestrator.web.bench.scenario;

import io.orchestrator.web.bench.installation.Needs;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * How much is measured.
 *
 * @param slots attempts the worker runs at the same time
 * @param chain tasks of the chain
 * @param runs triggered at once for the rate
 * @param tasks of each of them, in sequence
 * @param wide tasks of the wide run
 * @param dags that are there for the storm and when idle
 * @param seconds of what is looked at for a while
 * @param history task instances that are there before
 * @param clock of this machine, as the database on it has it
 */
public record ScenarioOptions(
    int slots,
    int chain,
    int runs,
    int tasks,
    int wide,
    int dags,
    int seconds,
    int history,
    InstantSource clock) {
  /** As it is unless it is set. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  /** One worker and these files, each with one DAG. */
  @SafeVarargs
  final Needs needs(Map<String, String>... files) {
    Map<String, String> all = new HashMap<>();
    for (Map<String, String> each : files) {
      all.putAll(each);
    }
    return needs(all, all.size());
  }

  /** One worker and files with so many DAGs in all. */
  Needs needs(Map<String, String> files, int dags) {
    return new Needs(1, slots, LEASE, DagSources.files(files), dags);
  }
}
