package io.orchestrator.web.bench.scenario;

import io.orchestrator.web.bench.figures.Gate;
import io.orchestrator.web.bench.installation.Installation;
import io.orchestrator.web.bench.installation.Needs;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rate of an installation that has worked for a minute of its life, and of the same one with
 * the rows of a long one.
 */
final class History implements Scenario {
  private static final int WARMING = 6;
  private final ScenarioOptions options;

  History(ScenarioOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "history";
  }

  @Override
  public Needs needs() {
    return options.needs(Rounds.source(options));
  }

  @Override
  public Map<String, Double> measure(Installation installation) throws Exception {
    Rounds rounds = new Rounds(installation, options);
    rounds.warmUp();
    // Long warm, so that the second look is not the better one for that.
    for (int i = 0; i < WARMING; i++) {
      rounds.run();
    }
    Map<String, Double> before = Rate.warm(installation, rounds);
    long rows = Past.make(installation.database(), options.history());
    rounds.run();
    Map<String, Double> after = Rate.warm(installation, rounds);
    Map<String, Double> all = new LinkedHashMap<>();
    all.put("task_instances", (double) rows);
    after.forEach((figure, value) -> all.put(figure, value));
    before.forEach((figure, value) -> all.put("empty_" + figure, value));
    double empty = before.getOrDefault("tasks_per_second", 0.0);
    all.put("rate_to_empty", after.getOrDefault("tasks_per_second", 0.0) / empty);
    return all;
  }

  @Override
  public Map<String, Gate> gates(Map<String, Double> medians) {
    Map<String, Gate> all = new LinkedHashMap<>();
    all.put(
        "P7",
        Gate.atLeast(
            0.9,
            "tasks per second beside a long history",
            medians.getOrDefault("tasks_per_second", 0.0),
            medians.getOrDefault("empty_tasks_per_second", 0.0),
            "tasks per second without it"));
    return all;
  }
}
