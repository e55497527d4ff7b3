package io.orchestrator.web.bench.chaos;

import io.orchestrator.web.bench.chaos.History.RunKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Rounds of many short runs, triggered over REST at a server that may be dead. */
final class RateLoad {
  static final String DAG = "chaos_rate";
  static final int RUNS = 200;
  static final int TASKS = 5;
  private static final int CALLERS = 4;
  private static final int AGAIN_MILLIS = 100;
  private static final int CONFLICT = 409;

  /** In peace. */
  private static final int TRIES = 1_200;

  private final HistoryReader reader;
  private final List<ServerCalls> calls = new ArrayList<>();
  private final Set<RunKey> acknowledged = ConcurrentHashMap.newKeySet();
  private final Thread thread = new Thread(this::loop, "chaos-rate");
  private volatile boolean ending;

  RateLoad(ChaosHome home) {
    this.reader = new HistoryReader(home);
    for (int i = 0; i < CALLERS; i++) {
      calls.add(new ServerCalls(home.url()));
    }
  }

  void start() {
    thread.start();
  }

  /** Runs whose trigger was answered with success. After the end only. */
  Set<RunKey> acknowledged() {
    return acknowledged;
  }

  /** Whether there is enough to do for what comes back: half a round. */
  boolean busy() throws SQLException {
    return reader.open() >= RUNS / 2;
  }

  /** Returns when the last call has its answer. */
  void end() throws InterruptedException {
    ending = true;
    thread.join();
  }

  private void loop() {
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      for (int round = 0; !ending; round++) {
        trigger(round, callers);
        awaitHalf();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A round could not be triggered.", e);
    } finally {
      callers.shutdownNow();
    }
  }

  private void trigger(int round, ExecutorService callers)
      throws InterruptedException, ExecutionException {
    List<Callable<Boolean>> shares = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      int first = caller;
      shares.add(
          () -> {
            for (int run = first; run < RUNS; run += CALLERS) {
              trigger(calls.get(first), new RunKey(DAG, "round_" + round + "_" + run));
            }
            return true;
          });
    }
    for (Future<Boolean> share : callers.invokeAll(shares)) {
      share.get();
    }
  }

  /** The next round comes before the worker is idle. */
  private void awaitHalf() throws InterruptedException {
    boolean half = false;
    while (!half && !ending) {
      TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
      try {
        half = !busy();
      } catch (SQLException e) {
        half = false; // It is being killed.
      }
    }
  }

  /** Asked again with the same id until there is an answer: it is there once then. */
  private void trigger(ServerCalls server, RunKey run) throws InterruptedException {
    for (int tries = 0; tries < TRIES || !ending; tries++) {
      if (accepted(server, run)) {
        acknowledged.add(run);
        return;
      }
      TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
    }
  }

  private static boolean accepted(ServerCalls server, RunKey run) throws InterruptedException {
    return server
        .send("POST", "/api/v2/dags/" + run.dagId() + "/dagRuns", Map.of("dag_run_id", run.runId()))
        .filter(status -> ServerCalls.done(status) || status == CONFLICT)
        .isPresent();
  }
}
