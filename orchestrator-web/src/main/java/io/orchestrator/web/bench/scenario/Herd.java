package io.orchestrator.web.bench.scenario;

import io.orchestrator.web.bench.figures.Figures;
import io.orchestrator.web.bench.figures.Gate;
import io.orchestrator.web.bench.installation.Installation;
import io.orchestrator.web.bench.installation.Needs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several workers at full rate, while people read lists: whether heartbeats still come in time. A
 * heartbeat is seen by what the database knows of its worker.
 */
final class Herd implements Scenario {
  private static final int WORKERS = 4;
  private static final String SLEEPERS = "bench_sleepers";

  /** Short, so that there are many heartbeats: one in a third of it. */
  private static final Duration LEASE = Duration.ofSeconds(6);

  private static final Duration BEAT = LEASE.dividedBy(3);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** A task that runs keeps its worker at its heartbeats. It goes with the installation. */
  private static final Duration SLEEP = Duration.ofHours(1);

  private static final int P50 = 50;
  private static final int P99 = 99;
  private static final double GOAL_MS = 1_000;
  private final ScenarioOptions options;

  Herd(ScenarioOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "herd";
  }

  @Override
  public Needs needs() {
    Map<String, String> files = new HashMap<>(Rounds.source(options));
    files.put(
        "BenchSleepers", DagSources.sleepers("BenchSleepers", SLEEPERS, WORKERS, SLEEP.toMillis()));
    return new Needs(WORKERS, options.slots(), LEASE, DagSources.files(files), files.size());
  }

  @Override
  public Map<String, Double> measure(Installation installation) throws Exception {
    Rounds rounds = new Rounds(installation, options);
    rounds.warmUp();
    installation.rest().trigger(SLEEPERS, "sleepers");
    installation.await(WORKERS, LONGEST);
    List<Double> rates = new ArrayList<>();
    try (Heartbeats beats = Heartbeats.listen(installation.database());
        Readers readers = Readers.begin(installation.rest())) {
      long begin = System.nanoTime();
      while (System.nanoTime() - begin < Duration.ofSeconds(options.seconds()).toNanos()) {
        rates.add(rounds.runAmongOthers());
      }
      return figures(rates, beats.delaysMs(BEAT), readers);
    }
  }

  private static Map<String, Double> figures(
      List<Double> rates, List<Double> delays, Readers readers) {
    Map<String, Double> all = new LinkedHashMap<>();
    if (!delays.isEmpty()) {
      all.put("heartbeat_delay_p50_ms", Figures.percentile(delays, P50));
      all.put("heartbeat_delay_p99_ms", Figures.percentile(delays, P99));
    }
    all.put("heartbeats", (double) delays.size());
    all.put("tasks_per_second", Figures.median(rates));
    List<Double> reads = readers.timesMs();
    all.put("read_p50_ms", Figures.percentile(reads, P50));
    all.put("read_p99_ms", Figures.percentile(reads, P99));
    all.put("reads_per_second", readers.perSecond());
    return all;
  }

  @Override
  public Map<String, Gate> gates(Map<String, Double> medians) {
    Map<String, Gate> all = new LinkedHashMap<>();
    Double delay = medians.get("heartbeat_delay_p99_ms");
    if (delay != null) {
      all.put(
          "heartbeat",
          Gate.atMost(1, "delay of a heartbeat p99, ms", delay, GOAL_MS, "1 s, fixed"));
    }
    return all;
  }
}
