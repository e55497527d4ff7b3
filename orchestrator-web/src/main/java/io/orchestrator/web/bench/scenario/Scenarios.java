package io.orchestrator.web.bench.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** All scenarios by name. */
public final class Scenarios {
  /** Stands for all of them. */
  public static final String ALL = "all";

  private static final Map<String, Function<ScenarioOptions, Scenario>> BY_NAME = byName();

  private Scenarios() {}

  private static Map<String, Function<ScenarioOptions, Scenario>> byName() {
    Map<String, Function<ScenarioOptions, Scenario>> all = new LinkedHashMap<>();
    all.put("chain", Chain::new);
    all.put("rate", Rate::new);
    all.put("trigger", Trigger::new);
    all.put("wide", Wide::new);
    all.put("storm", Storm::new);
    all.put("idle", Idle::new);
    all.put("herd", Herd::new);
    all.put("history", History::new);
    return all;
  }

  /** The names, without {@link #ALL}. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /**
   * @param names of scenarios, or {@link #ALL}; one that comes twice counts once
   */
  public static List<Scenario> of(List<String> names, ScenarioOptions options) {
    Set<String> wanted = new LinkedHashSet<>();
    names.forEach(name -> wanted.addAll(name.equals(ALL) ? names() : List.of(name)));
    List<Scenario> all = new ArrayList<>();
    for (String name : wanted) {
      Function<ScenarioOptions, Scenario> scenario = BY_NAME.get(name);
      if (scenario == null) {
        throw new IllegalArgumentException("no scenario " + name);
      }
      all.add(scenario.apply(options));
    }
    return all;
  }
}
