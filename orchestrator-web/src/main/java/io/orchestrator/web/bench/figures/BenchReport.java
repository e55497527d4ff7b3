package io.orchestrator.web.bench.figures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a benchmark has given. Figures of one machine mean little on another, and those of a busy
 * machine little at all: compare ratios, and processor time rather than the clock on the wall.
 *
 * @param about machine, builds and settings by name, for people and programs
 */
public record BenchReport(Map<String, Object> about, List<ScenarioReport> scenarios) {

  /** For programs. */
  public Map<String, Object> toMap() {
    Map<String, Object> all = new LinkedHashMap<>(about);
    Map<String, Object> figures = new LinkedHashMap<>();
    scenarios.forEach(scenario -> figures.put(scenario.name(), scenario.toMap()));
    all.put("scenarios", figures);
    Map<String, Object> gates = new LinkedHashMap<>();
    gates().forEach((name, gate) -> gates.put(name, gate.toMap()));
    all.put("gates", gates);
    return all;
  }

  private Map<String, Gate> gates() {
    Map<String, Gate> all = new LinkedHashMap<>();
    scenarios.forEach(scenario -> all.putAll(scenario.gates()));
    return all;
  }

  /** For a terminal: what surrounded the figures, a line each. */
  public List<String> surroundings() {
    return about.entrySet().stream()
        .map(e -> e.getKey().replace('_', ' ') + ": " + e.getValue())
        .toList();
  }

  /** For a terminal: lines of cells, the first one the heading. */
  public List<List<String>> figures() {
    List<List<String>> lines = new ArrayList<>();
    boolean compared = scenarios.stream().anyMatch(s -> !s.other().isEmpty());
    lines.add(
        compared
            ? List.of("SCENARIO", "FIGURE", "THIS BUILD", "OTHER BUILD", "THIS TO OTHER")
            : List.of("SCENARIO", "FIGURE", "MEDIAN (LEAST – MOST)"));
    scenarios.forEach(scenario -> lines.addAll(scenario.lines()));
    return lines;
  }

  /** For a terminal: lines of cells, the first one the heading; empty when there are no goals. */
  public List<List<String>> goals() {
    List<List<String>> lines = new ArrayList<>();
    gates().forEach((name, gate) -> lines.add(line(name, gate)));
    if (!lines.isEmpty()) {
      lines.add(0, List.of("GOAL", "OF", "VALUE", "LIMIT", "RATIO", "IS TO BE", "HOLDS"));
    }
    return lines;
  }

  private static List<String> line(String name, Gate gate) {
    String direction = gate.direction() == Gate.Direction.AT_MOST ? "at most " : "at least ";
    return List.of(
        name,
        gate.what(),
        Spread.text(gate.value()),
        Spread.text(gate.limit()) + ", " + gate.limitIs(),
        Spread.text(gate.ratio()),
        direction + Spread.text(gate.goal()),
        gate.holds() ? "yes" : "no");
  }
}
