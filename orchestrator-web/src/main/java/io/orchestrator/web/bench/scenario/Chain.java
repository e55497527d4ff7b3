package io.orchestrator.web.bench.scenario;

import io.orchestrator.web.bench.figures.Figures;
import io.orchestrator.web.bench.figures.Gate;
import io.orchestrator.web.bench.installation.CommitRate;
import io.orchestrator.web.bench.installation.Installation;
import io.orchestrator.web.bench.installation.Marks.Mark;
import io.orchestrator.web.bench.installation.Needs;
import io.orchestrator.web.bench.installation.Spent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One run of tasks in sequence, nothing else to do: the gap from the end of a body to the begin of
 * the next, which is what a user waits. Measured on an installation that has worked, as a server
 * has: a chain is too short to warm a JVM up.
 */
final class Chain implements Scenario {
  private static final String CHAIN = "bench_chain";
  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final int WARMING_CHAINS = 5;
  private static final int MEASURED = 10;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final int P50 = 50;
  private static final int P99 = 99;

  /** A task costs at least two commits: its start and its end. */
  private static final int COMMITS = 2;

  private final ScenarioOptions options;

  Chain(ScenarioOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "chain";
  }

  @Override
  public Needs needs() {
    return options.needs(
        Rounds.source(options),
        Map.of("BenchChain", DagSources.chain("BenchChain", CHAIN, options.chain())));
  }

  /**
   * One run.
   *
   * @param firstMs from the trigger to the begin of the first body
   * @param wallMs from the trigger to the end of the last body
   */
  record Walk(List<Double> gapsMs, double firstMs, double wallMs) {

    /**
     * @param marks of all tasks, in any order
     */
    static Walk of(long triggered, List<Mark> marks) {
      List<Mark> tasks = marks.stream().sorted(Comparator.comparing(Mark::task)).toList();
      List<Double> gaps = new ArrayList<>();
      for (int i = 1; i < tasks.size(); i++) {
        gaps.add(millis(tasks.get(i).begin() - tasks.get(i - 1).end()));
      }
      return new Walk(
          gaps,
          millis(tasks.get(0).begin() - triggered),
          millis(tasks.get(tasks.size() - 1).end() - triggered));
    }

    private static double millis(long nanos) {
      return nanos / NANOS_PER_MILLI;
    }
  }

  @Override
  public Map<String, Double> measure(Installation installation) throws Exception {
    Rounds rounds = new Rounds(installation, options);
    rounds.warmUp();
    for (int i = 0; i < WARMING_CHAINS; i++) {
      walk(installation, "warming_" + i);
    }
    Rounds.settle();
    Spent before = installation.spent();
    List<Walk> walks = new ArrayList<>();
    for (int i = 0; i < MEASURED; i++) {
      walks.add(walk(installation, "chain_" + i));
    }
    Rounds.settle();
    Spent spent = Spent.between(before, installation.spent());
    Map<String, Double> all = new LinkedHashMap<>(figures(walks));
    all.putAll(Rate.cost(spent, MEASURED * options.chain()));
    all.putAll(CommitRate.one(installation.database()));
    return all;
  }

  private Walk walk(Installation installation, String runId) throws Exception {
    long triggered = System.nanoTime();
    installation.rest().trigger(CHAIN, runId);
    Walk walk = Walk.of(triggered, installation.await(options.chain(), LONGEST));
    installation.awaitQuiet(LONGEST);
    return walk;
  }

  private static Map<String, Double> figures(List<Walk> walks) {
    List<Double> gaps = walks.stream().flatMap(walk -> walk.gapsMs().stream()).toList();
    Map<String, Double> all = new LinkedHashMap<>();
    all.put("gap_p50_ms", Figures.percentile(gaps, P50));
    all.put("gap_p99_ms", Figures.percentile(gaps, P99));
    all.put("trigger_to_first_body_ms", Figures.median(walks.stream().map(Walk::firstMs).toList()));
    all.put("wall_ms", Figures.median(walks.stream().map(Walk::wallMs).toList()));
    return all;
  }

  @Override
  public Map<String, Gate> gates(Map<String, Double> medians) {
    double commits = COMMITS * medians.getOrDefault("commit_p50_ms", 0.0);
    Map<String, Gate> all = new LinkedHashMap<>();
    String two = "two durable commits, ms";
    all.put(
        "P1", Gate.atMost(3, "gap p50, ms", medians.getOrDefault("gap_p50_ms", 0.0), commits, two));
    all.put(
        "P1_p99",
        Gate.atMost(20, "gap p99, ms", medians.getOrDefault("gap_p99_ms", 0.0), commits, two));
    all.put(
        "P2",
        Gate.atMost(
            6,
            "wall of a chain of " + options.chain() + ", ms",
            medians.getOrDefault("wall_ms", 0.0),
            options.chain() * commits,
            "two durable commits a task, ms"));
    return all;
  }
}
