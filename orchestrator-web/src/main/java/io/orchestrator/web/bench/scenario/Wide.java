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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One run of one task, many after it and one after all of them, beside many short runs: what a task
 * costs must not rise with the size of its DAG. And how long a hundred tasks take that do not wait
 * for each other.
 */
final class Wide implements Scenario {
  private static final String WIDE = "bench_wide";
  private static final String FAN = "bench_fan";
  private static final int FAN_TASKS = 100;
  private static final int FAN_RUNS = 6;
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /** A run with its tasks, claimed tasks, ended tasks. */
  private static final int COMMITS = 3;

  /** P5 is 100 ms where a commit takes a third of a millisecond. */
  private static final double P5_OF_COMMITS = 100;

  private final ScenarioOptions options;

  Wide(ScenarioOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "wide";
  }

  @Override
  public Needs needs() {
    return options.needs(
        Rounds.source(options),
        Map.of("BenchWide", DagSources.wide("BenchWide", WIDE, options.wide())),
        Map.of("BenchFan", DagSources.fan("BenchFan", FAN, FAN_TASKS)));
  }

  @Override
  public Map<String, Double> measure(Installation installation) throws Exception {
    Rounds rounds = new Rounds(installation, options);
    rounds.warmUp();
    Map<String, Double> rate = Rate.warm(installation, rounds);
    List<Double> fans = new ArrayList<>();
    for (int i = 0; i < FAN_RUNS; i++) {
      fans.add(seconds(installation, FAN, "fan_" + i, FAN_TASKS) * 1_000);
    }
    Rounds.settle();
    Spent before = installation.spent();
    double wide = options.wide() / seconds(installation, WIDE, "wide", options.wide());
    Rounds.settle();
    Spent spent = Spent.between(before, installation.spent());
    Map<String, Double> all = new LinkedHashMap<>();
    double narrow = rate.getOrDefault("tasks_per_second", 0.0);
    all.put("tasks_per_second", wide);
    all.putAll(Rate.cost(spent, options.wide()));
    all.put("short_runs_tasks_per_second", narrow);
    all.put("rate_to_short_runs", wide / narrow);
    all.put("fan_of_100_wall_ms", Figures.median(fans.subList(1, fans.size())));
    all.putAll(CommitRate.one(installation.database()));
    return all;
  }

  /** From the trigger to the end of the last body. */
  private static double seconds(Installation installation, String dagId, String runId, int tasks)
      throws Exception {
    long begin = System.nanoTime();
    installation.rest().trigger(dagId, runId);
    List<Mark> marks = installation.await(tasks, LONGEST);
    installation.awaitQuiet(LONGEST);
    return (marks.stream().mapToLong(Mark::end).max().orElseThrow() - begin) / 1e9;
  }

  @Override
  public Map<String, Gate> gates(Map<String, Double> medians) {
    Map<String, Gate> all = new LinkedHashMap<>();
    all.put(
        "P5",
        Gate.atMost(
            P5_OF_COMMITS,
            "wall of 100 tasks side by side, ms",
            medians.getOrDefault("fan_of_100_wall_ms", 0.0),
            COMMITS * medians.getOrDefault("commit_p50_ms", 0.0),
            "three durable commits, ms"));
    all.put(
        "P11",
        Gate.atLeast(
            0.5,
            "tasks per second of a run of " + options.wide(),
            medians.getOrDefault("tasks_per_second", 0.0),
            medians.getOrDefault("short_runs_tasks_per_second", 0.0),
            "tasks per second of short runs"));
    return all;
  }
}
