package io.orchestrator.web.bench.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was done to an installation, what it did, and which of its promises it broke. */
public record ChaosReport(
    ChaosOptions options, Map<String, Integer> faults, Work work, List<Violation> violations) {
  private static final int SHOWN = 40;

  /**
   * How much was done.
   *
   * @param acknowledged triggers answered with success
   * @param orders clears and marks answered with success
   * @param starts of programs and code, by their own words
   * @param lost tries that ended because their worker was lost
   */
  public record Work(
      long runs, long acknowledged, long orders, long starts, long changes, long lost, long logs) {}

  /** Whether all promises were kept. */
  public boolean good() {
    return violations.isEmpty();
  }

  /** For programs. */
  public Map<String, Object> toMap() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("seed", options.seed());
    all.put("minutes", options.length().toMinutes());
    all.put("faults", faults);
    all.put("runs", work.runs());
    all.put("acknowledged_triggers", work.acknowledged());
    all.put("clears_and_marks", work.orders());
    all.put("starts", work.starts());
    all.put("changes_of_state", work.changes());
    all.put("tries_lost_with_their_worker", work.lost());
    all.put("logs_read", work.logs());
    all.put("violations", violations.stream().map(Violation::toString).toList());
    return all;
  }

  /** For a terminal. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    toMap()
        .forEach(
            (name, value) -> {
              if (!name.equals("violations")) {
                lines.add("%-32s %s".formatted(name.replace('_', ' '), value));
              }
            });
    lines.add(
        good()
            ? "Nothing was lost, nothing started twice, no promise was broken."
            : violations.size() + " promises were broken:");
    violations.stream().limit(SHOWN).forEach(violation -> lines.add("  " + violation));
    return lines;
  }
}
