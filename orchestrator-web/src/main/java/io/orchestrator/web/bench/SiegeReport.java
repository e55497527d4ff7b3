package io.orchestrator.web.bench;

import io.orchestrator.web.bench.BenchRuns.Chain;
import io.orchestrator.web.bench.figures.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A chain in peace and under siege. Gaps are what a user waits, by the worker's clock.
 *
 * @param heaps reachable bytes of the server's process at the end of each siege
 * @param besiegers how often each kind was answered with which status, for example {@code trigger
 *     429}
 */
public record SiegeReport(
    BenchOptions options, Side peace, Side siege, List<Long> heaps, Map<String, Long> besiegers) {
  private static final long MEGABYTE = 1 << 20;

  /** Done, refused for this minute, refused for now; and a silent connection is to be closed. */
  private static final Set<String> EXPECTED = Set.of("200", "201", "429", "503", "closed");

  /** One side of the comparison, added up over its rounds. */
  public static final class Side {
    private final List<Double> gaps = new ArrayList<>();
    private int chains;
    private long lost;

    void add(Chain chain) {
      gaps.addAll(chain.gapsMs());
      chains++;
    }

    /** Attempts that were taken away from the worker. */
    void addLost(long attempts) {
      lost += attempts;
    }

    private double p99() {
      return Figures.percentile(gaps, 99);
    }

    private Map<String, Object> figures() {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("chains", chains);
      all.put("gap_p50_ms", Figures.rounded(Figures.percentile(gaps, 50)));
      all.put("gap_p99_ms", Figures.rounded(p99()));
      all.put("attempts_lost", lost);
      return all;
    }
  }

  private double ratio() {
    return peace.p99() == 0 ? 0 : siege.p99() / peace.p99();
  }

  private List<Long> heapsMb() {
    return heaps.stream().map(bytes -> bytes / MEGABYTE).toList();
  }

  /** Answers of another kind than those a besieged server gives, and none at all. */
  private long unexpected() {
    return besiegers.entrySet().stream()
        .filter(e -> !EXPECTED.contains(e.getKey().substring(e.getKey().indexOf(' ') + 1)))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** For programs. */
  public Map<String, Object> toMap() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("java", System.getProperty("java.version"));
    all.put("cores", Runtime.getRuntime().availableProcessors());
    all.put("chain_tasks", options.chain());
    peace.figures().forEach((name, value) -> all.put("peace_" + name, value));
    siege.figures().forEach((name, value) -> all.put("siege_" + name, value));
    all.put("gap_p99_siege_to_peace", Figures.rounded(ratio()));
    all.put("heap_mb_after_each_siege", heapsMb());
    all.put("silent_connections", Siege.SILENT);
    all.put("logins_at_once", Siege.LOGINS);
    all.put("triggers_at_once", Siege.TRIGGERS);
    all.put("besiegers_answered", new TreeMap<>(besiegers));
    all.put("besiegers_answered_otherwise", unexpected());
    return all;
  }

  /** For a terminal: lines of cells, the first one the heading. */
  public List<List<String>> table() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("WHAT", "PEACE", "SIEGE"));
    Map<String, Object> inPeace = peace.figures();
    siege
        .figures()
        .forEach(
            (name, value) ->
                lines.add(List.of(name.replace('_', ' '), "" + inPeace.get(name), "" + value)));
    lines.add(List.of("gap p99, siege to peace", "", "%.2f".formatted(ratio())));
    lines.add(List.of("heap after each siege", "", heapsMb() + " MB"));
    besiegers.forEach((answer, times) -> lines.add(List.of(answer, "", "" + times)));
    lines.add(List.of("answered otherwise", "", "" + unexpected()));
    return lines;
  }
}
