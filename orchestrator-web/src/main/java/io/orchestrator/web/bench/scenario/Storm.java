package io.orchestrator.web.bench.scenario;

import io.orchestrator.web.bench.figures.Figures;
import io.orchestrator.web.bench.figures.Gate;
import io.orchestrator.web.bench.installation.CommitRate;
import io.orchestrator.web.bench.installation.Installation;
import io.orchestrator.web.bench.installation.Marks.Mark;
import io.orchestrator.web.bench.installation.Needs;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * Many DAGs that are due in the same second: when the last of their runs has been made, and when
 * their tasks begin.
 */
final class Storm implements Scenario {
  private static final Duration PERIOD = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final String SCHEDULE = "Schedule.every(Duration.ofSeconds(30))";
  private static final String START = "2020-01-01";
  private static final long EARLY_MILLIS = 200;
  private static final int PAGE = 100;
  private static final int P50 = 50;
  private static final int P99 = 99;
  private static final double NANOS_PER_MILLI = 1e6;

  /** P9 is 250 and 1,000 ms where 1,000 rows are inserted in 14 ms. */
  private static final double P9_OF_ROWS = 18;

  private static final double P9_P99_OF_ROWS = 71;
  private final ScenarioOptions options;

  Storm(ScenarioOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "storm";
  }

  @Override
  public Needs needs() {
    Map<String, String> files = new HashMap<>(Rounds.source(options));
    files.putAll(DagSources.many(options.dags(), SCHEDULE, START, true));
    return options.needs(files, options.dags() + 1);
  }

  @Override
  public Map<String, Double> measure(Installation installation) throws Exception {
    new Rounds(installation, options).warmUp();
    for (int i = 0; i < options.dags(); i++) {
      installation.rest().unpause(DagSources.idOfMany(i));
    }
    // The first one finds everything cold.
    awaitStorm(installation);
    installation.await(options.dags(), LONGEST);
    Instant due = awaitStorm(installation);
    List<Mark> marks = installation.await(options.dags(), LONGEST);
    installation.awaitQuiet(LONGEST);
    long dueNanos = nanosAt(due);
    List<Double> bodies =
        marks.stream().map(mark -> (mark.begin() - dueNanos) / NANOS_PER_MILLI).toList();
    List<Double> made = made(installation, due);
    Map<String, Double> all = new LinkedHashMap<>();
    all.put("run_made_p50_ms", Figures.percentile(made, P50));
    all.put("run_made_last_ms", made.stream().max(Double::compare).orElse(0.0));
    all.put("body_p50_ms", Figures.percentile(bodies, P50));
    all.put("body_p99_ms", Figures.percentile(bodies, P99));
    all.put("rows_1000_ms", CommitRate.thousandRows(installation.database()));
    return all;
  }

  /** Returns at a moment at which all are due, before which all was quiet. */
  private Instant awaitStorm(Installation installation) throws Exception {
    Instant due;
    do {
      installation.awaitQuiet(LONGEST);
      long period = PERIOD.toMillis();
      long now = options.clock().millis();
      due = Instant.ofEpochMilli(((now + 2 * EARLY_MILLIS) / period + 1) * period);
      TimeUnit.MILLISECONDS.sleep(due.toEpochMilli() - now - EARLY_MILLIS);
      // What came while it was made quiet belongs to a storm before.
    } while (!quiet(installation));
    installation.marks();
    return due;
  }

  private static boolean quiet(Installation installation) throws IOException, InterruptedException {
    return installation.rest().total("/api/v2/dags/~/dagRuns?limit=1&state=running&state=queued")
        == 0;
  }

  /** The same moment by the clock of the marks. */
  private long nanosAt(Instant moment) {
    long nanos = System.nanoTime();
    return nanos - Duration.between(moment, options.clock().instant()).toNanos();
  }

  /** Milliseconds from a moment until each run for it was made, as the runs say. */
  private List<Double> made(Installation installation, Instant due) throws Exception {
    List<Double> all = new ArrayList<>();
    String runs = "/api/v2/dags/~/dagRuns?run_after_gte=" + due + "&run_after_lte=" + due;
    for (int offset = 0; offset < options.dags(); offset += PAGE) {
      JsonNode page = installation.rest().get(runs + "&limit=" + PAGE + "&offset=" + offset);
      for (JsonNode run : page.path("dag_runs")) {
        Instant queued = Instant.parse(run.path("queued_at").asString(""));
        all.add(Duration.between(due, queued).toNanos() / NANOS_PER_MILLI);
      }
    }
    if (all.size() != options.dags()) {
      throw new IllegalStateException(
          "Of " + options.dags() + " runs due at " + due + ", " + all.size() + " were made.");
    }
    return all;
  }

  @Override
  public Map<String, Gate> gates(Map<String, Double> medians) {
    double rows = medians.getOrDefault("rows_1000_ms", 0.0);
    String rowsAre = "1,000 rows inserted by one statement, ms";
    double p50 = medians.getOrDefault("body_p50_ms", 0.0);
    double p99 = medians.getOrDefault("body_p99_ms", 0.0);
    String what = options.dags() + " DAGs due at once, first body ";
    Map<String, Gate> all = new LinkedHashMap<>();
    all.put("P9", Gate.atMost(P9_OF_ROWS, what + "p50, ms", p50, rows, rowsAre));
    all.put("P9_p99", Gate.atMost(P9_P99_OF_ROWS, what + "p99, ms", p99, rows, rowsAre));
    return all;
  }
}
