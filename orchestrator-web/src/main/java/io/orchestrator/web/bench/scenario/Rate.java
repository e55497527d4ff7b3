package io.orchestrator.web.bench.scenario;

import io.orchestrator.web.bench.figures.Figures;
import io.orchestrator.web.bench.figures.Gate;
import io.orchestrator.web.bench.installation.CommitRate;
import io.orchestrator.web.bench.installation.Installation;
import io.orchestrator.web.bench.installation.Needs;
import io.orchestrator.web.bench.installation.Spent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Many short runs at once: tasks per second, and what a task costs in processor time and in bytes
 * that the database writes ahead. The first round finds everything cold, the fifth warm; what is
 * told are the rounds after it.
 */
final class Rate implements Scenario {
  private static final int WARMING = 5;
  private static final int MEASURED = 3;
  private static final double MILLIS = 1_000;

  /** P6 is 2,000 tasks a second where grouped connections commit 10,700 single rows. */
  private static final double P6_OF_COMMITS = 0.19;

  private final ScenarioOptions options;

  Rate(ScenarioOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "rate";
  }

  @Override
  public Needs needs() {
    return options.needs(Rounds.source(options));
  }

  @Override
  public Map<String, Double> measure(Installation installation) throws Exception {
    Rounds rounds = new Rounds(installation, options);
    rounds.begin();
    Spent before = installation.spent();
    List<Double> cold = new ArrayList<>();
    cold.add(rounds.run());
    Spent first = Spent.between(before, installation.spent());
    while (cold.size() < WARMING) {
      cold.add(rounds.run());
    }
    Map<String, Double> all = new LinkedHashMap<>(warm(installation, rounds));
    all.putAll(begun(installation, cold, first, rounds.tasksOfOne()));
    all.putAll(CommitRate.many(installation.database()));
    return all;
  }

  /** What the start and the first round say. */
  private static Map<String, Double> begun(
      Installation installation, List<Double> cold, Spent spent, int tasks) {
    Map<String, Double> all = new LinkedHashMap<>();
    double first = cold.get(0);
    double last = cold.get(WARMING - 1);
    all.put("first_round_tasks_per_second", first);
    all.put("fifth_round_tasks_per_second", last);
    all.put("first_round_to_fifth", first / last);
    if (spent.complete()) {
      all.put("first_round_cpu_ms_a_task", spent.allCpuSeconds() * MILLIS / tasks);
    }
    all.put("ready_seconds", installation.readySeconds());
    installation.readyCpuSeconds().ifPresent(s -> all.put("ready_cpu_seconds", s));
    return all;
  }

  /** Rate and cost of a few rounds. */
  static Map<String, Double> warm(Installation installation, Rounds rounds) throws Exception {
    Rounds.settle();
    Spent before = installation.spent();
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < MEASURED; i++) {
      rates.add(rounds.run());
    }
    Rounds.settle();
    Spent spent = Spent.between(before, installation.spent());
    Map<String, Double> all = new LinkedHashMap<>();
    all.put("tasks_per_second", Figures.median(rates));
    all.putAll(cost(spent, MEASURED * rounds.tasksOfOne()));
    return all;
  }

  /** What one of so many tasks has cost. */
  static Map<String, Double> cost(Spent spent, int tasks) {
    Map<String, Double> all = new LinkedHashMap<>();
    if (spent.complete()) {
      all.put("cpu_ms_a_task", spent.allCpuSeconds() * MILLIS / tasks);
    }
    spent.cpuSeconds().forEach((part, s) -> all.put(part + "_cpu_ms_a_task", s * MILLIS / tasks));
    all.put("wal_bytes_a_task", spent.walBytes() / tasks);
    return all;
  }

  @Override
  public Map<String, Gate> gates(Map<String, Double> medians) {
    Map<String, Gate> all = new LinkedHashMap<>();
    all.put(
        "P6",
        Gate.atLeast(
            P6_OF_COMMITS,
            "tasks per second",
            medians.getOrDefault("tasks_per_second", 0.0),
            medians.getOrDefault("pool_commits_per_second", 0.0),
            "durable commits of single rows per second on several connections"));
    return all;
  }
}
