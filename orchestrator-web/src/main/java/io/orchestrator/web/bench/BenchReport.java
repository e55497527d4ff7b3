package io.orchestrator.web.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured. Gaps are what a user waits, by the worker's clock. Figures of one machine mean
 * little on another: compare their ratios to its commit rate.
 */
public record BenchReport(BenchOptions options, Commits commits, Gap gap, Throughput throughput) {
  /** A task costs at least two commits: its start and its end. */
  private static final int COMMITS = 2;

  /**
   * Commits of one changed row.
   *
   * @param perSecond with one connection
   * @param p50Ms median of one commit
   * @param connections of the product's pool
   * @param manyPerSecond with so many connections
   */
  public record Commits(double perSecond, double p50Ms, int connections, double manyPerSecond) {}

  /**
   * The chain.
   *
   * @param p50Ms of the gaps of all repetitions, from the end of a body to the begin of the next
   * @param p50ByRepetition of each repetition
   * @param firstMs from the trigger to the begin of the first body, median
   * @param wallMs from the trigger to the end of the last body, median
   */
  public record Gap(
      double p50Ms, double p99Ms, List<Double> p50ByRepetition, double firstMs, double wallMs) {}

  /**
   * The rate.
   *
   * @param tasksPerSecond median
   */
  public record Throughput(double tasksPerSecond, List<Double> byRepetition) {}

  /** For programs. */
  public Map<String, Object> toMap() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("java", System.getProperty("java.version"));
    all.put("cores", Runtime.getRuntime().availableProcessors());
    all.put("repetitions", options.repetitions());
    all.put("worker_slots", options.slots());
    all.put("commits_per_second", Figures.rounded(commits.perSecond()));
    all.put("commit_p50_ms", Figures.rounded(commits.p50Ms()));
    all.put("pool_connections", commits.connections());
    all.put("pool_commits_per_second", Figures.rounded(commits.manyPerSecond()));
    all.put("chain_tasks", options.chain());
    all.put("gap_p50_ms", Figures.rounded(gap.p50Ms()));
    all.put("gap_p99_ms", Figures.rounded(gap.p99Ms()));
    all.put(
        "gap_p50_ms_by_repetition", gap.p50ByRepetition().stream().map(Figures::rounded).toList());
    all.put("gap_p50_to_two_commits", Figures.rounded(gapRatio(gap.p50Ms())));
    all.put("trigger_to_first_task_ms", Figures.rounded(gap.firstMs()));
    all.put("chain_wall_ms", Figures.rounded(gap.wallMs()));
    all.put("runs", options.runs());
    all.put("tasks_per_run", options.tasks());
    all.put("tasks_per_second", Figures.rounded(throughput.tasksPerSecond()));
    all.put(
        "tasks_per_second_by_repetition",
        throughput.byRepetition().stream().map(Figures::rounded).toList());
    all.put("tasks_to_pool_commits", Figures.rounded(rateRatio()));
    return all;
  }

  /** For a terminal: lines of cells, the first one the heading. */
  public List<List<String>> table() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("WHAT", "VALUE", "RATIO TO THE LIMIT"));
    add(lines, "commits per second, 1 connection", "%.0f".formatted(commits.perSecond()), null);
    add(lines, "one commit, p50", ms(commits.p50Ms()), null);
    add(
        lines,
        "commits per second, %d connections".formatted(commits.connections()),
        "%.0f".formatted(commits.manyPerSecond()),
        null);
    add(
        lines,
        "gap in a chain of %d, p50".formatted(options.chain()),
        ms(gap.p50Ms()),
        gap.p50Ms());
    add(lines, "gap, p99", ms(gap.p99Ms()), gap.p99Ms());
    add(lines, "trigger to first task, median", ms(gap.firstMs()), gap.firstMs());
    add(lines, "chain from trigger to end, median", ms(gap.wallMs()), null);
    lines.add(
        List.of(
            "tasks per second, %d runs of %d".formatted(options.runs(), options.tasks()),
            "%.0f".formatted(throughput.tasksPerSecond()),
            "%.3f of the pool's commits".formatted(rateRatio())));
    return lines;
  }

  private void add(List<List<String>> lines, String what, String value, @Nullable Double gapMs) {
    String ratio = gapMs == null ? "" : "%.1f x two commits".formatted(gapRatio(gapMs));
    lines.add(List.of(what, value, ratio));
  }

  private double gapRatio(double millis) {
    return millis / (COMMITS * commits.p50Ms());
  }

  private double rateRatio() {
    return throughput.tasksPerSecond() / commits.manyPerSecond();
  }

  private static String ms(double value) {
    return "%.2f ms".formatted(value);
  }
}
