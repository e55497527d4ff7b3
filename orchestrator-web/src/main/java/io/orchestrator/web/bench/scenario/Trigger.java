package io.orchestrator.web.bench.scenario;

import io.orchestrator.web.bench.figures.Figures;
import io.orchestrator.web.bench.figures.Gate;
import io.orchestrator.web.bench.installation.CommitRate;
import io.orchestrator.web.bench.installation.Installation;
import io.orchestrator.web.bench.installation.Needs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One trigger over REST at a time, nothing else to do: how soon the first body begins. */
final class Trigger implements Scenario {
  private static final String ONE = "bench_one";
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final long REST_MILLIS = 20;
  private static final int WARMING = 50;
  private static final int MEASURED = 200;
  private static final int P50 = 50;
  private static final int P99 = 99;
  private static final double NANOS_PER_MILLI = 1e6;
  private final ScenarioOptions options;

  Trigger(ScenarioOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "trigger";
  }

  @Override
  public Needs needs() {
    return options.needs(
        Rounds.source(options), Map.of("BenchOne", DagSources.chain("BenchOne", ONE, 1)));
  }

  @Override
  public Map<String, Double> measure(Installation installation) throws Exception {
    new Rounds(installation, options).warmUp();
    for (int i = 0; i < WARMING; i++) {
      once(installation, "warming_" + i);
    }
    List<Double> bodies = new ArrayList<>();
    List<Double> calls = new ArrayList<>();
    List<Double> gets = new ArrayList<>();
    for (int i = 0; i < MEASURED; i++) {
      Times times = once(installation, "trigger_" + i);
      bodies.add(times.toBodyMs());
      calls.add(times.callMs());
      long begin = System.nanoTime();
      installation.rest().get("/api/v2/version");
      gets.add((System.nanoTime() - begin) / NANOS_PER_MILLI);
    }
    Map<String, Double> all = new LinkedHashMap<>();
    all.put("to_first_body_p50_ms", Figures.percentile(bodies, P50));
    all.put("to_first_body_p99_ms", Figures.percentile(bodies, P99));
    all.put("call_p50_ms", Figures.percentile(calls, P50));
    all.put("call_p99_ms", Figures.percentile(calls, P99));
    all.put("small_get_p50_ms", Figures.percentile(gets, P50));
    all.putAll(CommitRate.one(installation.database()));
    return all;
  }

  /**
   * One trigger.
   *
   * @param toBodyMs until the first body began, which may be before the call was answered
   */
  private record Times(double toBodyMs, double callMs) {}

  private static Times once(Installation installation, String runId) throws Exception {
    long begin = System.nanoTime();
    installation.rest().trigger(ONE, runId);
    long answered = System.nanoTime();
    long body = installation.await(1, LONGEST).get(0).begin();
    TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
    return new Times((body - begin) / NANOS_PER_MILLI, (answered - begin) / NANOS_PER_MILLI);
  }

  @Override
  public Map<String, Gate> gates(Map<String, Double> medians) {
    double get = medians.getOrDefault("small_get_p50_ms", 0.0);
    double limit = 2 * medians.getOrDefault("commit_p50_ms", 0.0) + get;
    String limitIs = "two durable commits and a small GET, ms";
    double p50 = medians.getOrDefault("to_first_body_p50_ms", 0.0);
    double p99 = medians.getOrDefault("to_first_body_p99_ms", 0.0);
    Map<String, Gate> all = new LinkedHashMap<>();
    all.put("P8", Gate.atMost(10, "trigger to first body p50, ms", p50, limit, limitIs));
    all.put("P8_p99", Gate.atMost(50, "trigger to first body p99, ms", p99, limit, limitIs));
    all.put("P16", Gate.atMost(1, "small GET p50, ms", get, 3, "3 ms, fixed"));
    return all;
  }
}
