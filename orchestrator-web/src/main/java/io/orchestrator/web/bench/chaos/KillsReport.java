package io.orchestrator.web.bench.chaos;

import io.orchestrator.web.bench.chaos.History.Try;
import io.orchestrator.web.bench.figures.BenchReport;
import io.orchestrator.web.bench.figures.Gate;
import io.orchestrator.web.bench.figures.ScenarioReport;
import io.orchestrator.web.bench.figures.Spread;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What became of an installation under kills.
 *
 * @param figures times of each part that was killed, and goals for them
 * @param gates the same goals by number
 */
public record KillsReport(
    BenchReport figures, Map<String, Gate> gates, List<Violation> violations) {
  /** By what each part is called; the order in which they are killed. */
  static final List<String> PARTS = List.of("server", "worker", "database");

  private static final int SHOWN = 40;

  /**
   * @param about what was done, by name
   */
  static KillsReport of(
      Map<String, Object> about,
      History history,
      List<Returned> returns,
      List<Violation> violations) {
    Map<String, Object> all = new LinkedHashMap<>(about);
    all.put("runs", history.runs().size());
    all.put("acknowledged_triggers", history.done().acknowledged().size());
    all.put("starts", history.words().stream().filter(w -> w.what().equals("started")).count());
    all.put(
        "tries_lost_with_their_worker",
        history.changes().stream().filter(c -> c.event().startsWith("task.worker_lost")).count());
    all.put(
        "starts_taken_back", history.changes().stream().filter(c -> c.takesStartBack()).count());
    Map<String, Spread> times = times(history, returns);
    Map<String, Gate> gates = gates(times);
    ScenarioReport scenario = new ScenarioReport("kills", times, Map.of(), gates);
    return new KillsReport(new BenchReport(all, List.of(scenario)), gates, violations);
  }

  private static Map<String, Spread> times(History history, List<Returned> returns) {
    Map<Try, Instant> claims = Returned.claims(history);
    List<Map<String, Double>> each =
        PARTS.stream()
            .flatMap(part -> returns.stream().filter(returned -> returned.part().equals(part)))
            .map(returned -> times(returned, history, claims))
            .toList();
    return ScenarioReport.spreads(each);
  }

  private static Map<String, Double> times(
      Returned returned, History history, Map<Try, Instant> claims) {
    Map<String, Double> all = new LinkedHashMap<>();
    returned.awaySeconds().ifPresent(s -> all.put(returned.part() + "_away_seconds", s));
    returned
        .firstStartMillis(history, claims)
        .ifPresent(ms -> all.put(firstStart(returned.part()), ms));
    return all;
  }

  private static String firstStart(String part) {
    return part + "_to_first_start_ms";
  }

  private static Map<String, Gate> gates(Map<String, Spread> times) {
    Map<String, Gate> all = new LinkedHashMap<>();
    for (String part : PARTS) {
      Spread spread = times.get(firstStart(part));
      if (spread != null) {
        all.put(
            "K_" + part,
            Gate.atMost(
                1,
                "first new start after the " + part + " is connected again, the latest, ms",
                spread.most(),
                1_000,
                "1 s, fixed"));
      }
    }
    return all;
  }

  /** Whether all promises were kept and all goals reached. */
  public boolean good() {
    return violations.isEmpty() && gates.values().stream().allMatch(Gate::holds);
  }

  /** For programs. */
  public Map<String, Object> toMap() {
    Map<String, Object> all = figures.toMap();
    all.put("violations", violations.stream().map(Violation::toString).toList());
    return all;
  }

  /** For a terminal: the verdict. */
  public List<String> verdict() {
    String first =
        violations.isEmpty()
            ? "Nothing was lost, nothing started twice, no promise was broken."
            : violations.size() + " promises were broken:";
    long missed = gates.values().stream().filter(gate -> !gate.holds()).count();
    return Stream.of(
            Stream.of(first),
            violations.stream().limit(SHOWN).map(violation -> "  " + violation),
            Stream.of("Goals missed: " + missed + ".").filter(words -> missed > 0))
        .flatMap(lines -> lines)
        .toList();
  }
}
