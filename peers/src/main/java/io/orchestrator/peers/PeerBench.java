package io.orchestrator.peers;

import io.orchestrator.web.bench.figures.Figures;
import io.orchestrator.web.bench.installation.BenchDatabase;
import io.orchestrator.web.bench.installation.ProcessorTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One engine, measured once it is warm: chains of 40, and 200 runs of 5 with 16 at a time. */
final class PeerBench {
  private static final int CHAIN = 40;
  private static final int RUNS = 200;
  private static final int TASKS = 5;
  private static final int AT_ONCE = 16;
  private static final int WARMING = 4;
  private static final int CHAINS = 10;
  private static final int ROUNDS = 3;
  private static final int P99 = 99;
  private final Peer peer;
  private final BenchDatabase database;
  private final Bodies bodies = new Bodies();
  private int runs;

  PeerBench(Peer peer, BenchDatabase database) {
    this.peer = peer;
    this.database = database;
  }

  Map<String, Double> measure() throws Exception {
    for (int i = 0; i < WARMING; i++) {
      round();
      chain();
    }
    bodies.takeCount();
    List<Double> gaps = new ArrayList<>();
    List<Double> walls = new ArrayList<>();
    for (int i = 0; i < CHAINS; i++) {
      walls.add(chain());
      gaps.addAll(bodies.takeGaps());
    }
    double cpuBefore = cpuSeconds();
    double walBefore = database.walBytes();
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      rates.add(RUNS * TASKS / round());
    }
    int tasks = bodies.takeCount();
    Map<String, Double> all = new LinkedHashMap<>();
    all.put("gap_p50_ms", Figures.median(gaps));
    all.put("gap_p99_ms", Figures.percentile(gaps, P99));
    all.put("wall_ms", Figures.median(walls));
    all.put("tasks_per_second", Figures.median(rates));
    all.put("cpu_ms_a_task", (cpuSeconds() - cpuBefore) * 1_000 / tasks);
    all.put("wal_bytes_a_task", (database.walBytes() - walBefore) / tasks);
    return all;
  }

  /** Of this process and the database, if that is on this machine. */
  private double cpuSeconds() throws Exception {
    OptionalLong main = database.mainProcess();
    double there = main.isPresent() ? ProcessorTime.seconds(main.getAsLong()) : 0;
    return there + ProcessorTime.ownSeconds();
  }

  /** Milliseconds. */
  private double chain() throws Exception {
    long begin = System.nanoTime();
    runs++;
    peer.walk("run_" + runs, CHAIN, bodies);
    return (System.nanoTime() - begin) / 1e6;
  }

  /** Seconds. */
  private double round() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < RUNS; i++) {
        runs++;
        String run = "run_" + runs;
        calls.add(
            () -> {
              peer.walk(run, TASKS, bodies);
              return true;
            });
      }
      long begin = System.nanoTime();
      for (Future<Boolean> call : callers.invokeAll(calls)) {
        call.get();
      }
      return (System.nanoTime() - begin) / 1e9;
    } finally {
      callers.shutdownNow();
    }
  }
}
