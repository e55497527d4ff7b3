package io.orchestrator.web.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A chain in peace and under siege. Times come from the store's clock. The besiegers run in the
 * server's own process, so what they cost is in the figures too.
 */
public record SiegeReport(
    BenchOptions options, Side peace, Side siege, Heap heap, Besieged besieged) {
  private static final long MEGABYTE = 1 << 20;

  /**
   * One side of the comparison.
   *
   * @param chains that were run, one after the other
   * @param p50Ms of all gaps, from the end of a task to the start of the next
   * @param planP99Ms part of the gap until the next task is scheduled
   * @param claimP99Ms part from then until it is claimed
   * @param lost attempts that were taken away from the worker
   */
  public record Side(
      int chains, double p50Ms, double p99Ms, double planP99Ms, double claimP99Ms, long lost) {}

  /** Reachable bytes of the server's process after the first wave, and at the end of the siege. */
  public record Heap(long atStart, long atEnd) {}

  /**
   * What became of the besiegers.
   *
   * @param turnedAway silent connections that the server closed
   * @param logins how often each status was answered
   * @param triggers how often each status was answered
   */
  public record Besieged(long turnedAway, String logins, String triggers) {}

  private double ratio() {
    return peace.p99Ms() == 0 ? 0 : siege.p99Ms() / peace.p99Ms();
  }

  /** For programs. */
  public Map<String, Object> toMap() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("java", System.getProperty("java.version"));
    all.put("cores", Runtime.getRuntime().availableProcessors());
    all.put("chain_tasks", options.chain());
    put(all, "peace", peace);
    put(all, "siege", siege);
    all.put("gap_p99_siege_to_peace", Figures.rounded(ratio()));
    all.put("heap_mb_at_start", heap.atStart() / MEGABYTE);
    all.put("heap_mb_at_end", heap.atEnd() / MEGABYTE);
    all.put("silent_connections", Siege.SILENT);
    all.put("silent_connections_turned_away", besieged.turnedAway());
    all.put("logins_at_once", Siege.LOGINS);
    all.put("logins_answered", besieged.logins());
    all.put("triggers_at_once", Siege.TRIGGERS);
    all.put("triggers_answered", besieged.triggers());
    return all;
  }

  private static void put(Map<String, Object> all, String name, Side side) {
    all.put(name + "_chains", side.chains());
    all.put(name + "_gap_p50_ms", Figures.rounded(side.p50Ms()));
    all.put(name + "_gap_p99_ms", Figures.rounded(side.p99Ms()));
    all.put(name + "_gap_part_plan_p99_ms", Figures.rounded(side.planP99Ms()));
    all.put(name + "_gap_part_claim_p99_ms", Figures.rounded(side.claimP99Ms()));
    all.put(name + "_attempts_lost", side.lost());
  }

  /** For a terminal: lines of cells, the first one the heading. */
  public List<List<String>> table() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("WHAT", "PEACE", "SIEGE"));
    lines.add(
        List.of(
            "chains of " + options.chain() + " tasks", "" + peace.chains(), "" + siege.chains()));
    lines.add(List.of("gap, p50", ms(peace.p50Ms()), ms(siege.p50Ms())));
    lines.add(List.of("gap, p99", ms(peace.p99Ms()), ms(siege.p99Ms())));
    lines.add(
        List.of("  of it until scheduled, p99", ms(peace.planP99Ms()), ms(siege.planP99Ms())));
    lines.add(
        List.of("  of it until claimed, p99", ms(peace.claimP99Ms()), ms(siege.claimP99Ms())));
    lines.add(List.of("gap p99, siege to peace", "", "%.2f".formatted(ratio())));
    lines.add(List.of("attempts lost", "" + peace.lost(), "" + siege.lost()));
    lines.add(List.of("heap after the first wave", "", mb(heap.atStart())));
    lines.add(List.of("heap at the end", "", mb(heap.atEnd())));
    lines.add(
        List.of(Siege.SILENT + " silent connections", "", besieged.turnedAway() + " turned away"));
    lines.add(List.of(Siege.LOGINS + " logins at once", "", besieged.logins()));
    lines.add(List.of(Siege.TRIGGERS + " triggers at once", "", besieged.triggers()));
    return lines;
  }

  private static String ms(double value) {
    return "%.2f ms".formatted(value);
  }

  private static String mb(long bytes) {
    return bytes / MEGABYTE + " MB";
  }
}
