package io.orchestrator.web.bench.chaos;

import io.orchestrator.web.bench.chaos.History.RunKey;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What people do meanwhile: they trigger runs, clear tasks that run, and mark them. */
final class Load {
  private static final List<String> TRIGGERED =
      List.of(
          "chaos_chain",
          "chaos_code",
          "chaos_code",
          "chaos_code",
          "chaos_deaf",
          "chaos_slow",
          "chaos_retry",
          "chaos_rules",
          "chaos_waits",
          "chaos_value",
          "chaos_tells",
          "chaos_tells",
          "chaos_tells");

  private static final int BETWEEN_RUNS_MILLIS = 4_000;
  private static final int AGAIN_MILLIS = 1_000;
  private static final int CONFLICT = 409;

  /** In peace. */
  private static final int TRIES = 120;

  private final Random random;
  private final Set<RunKey> acknowledged = new HashSet<>();
  private final Thread triggers = new Thread(() -> loop(this::trigger), "chaos-triggers");
  private final Thread orders;
  private final ServerCalls triggering;
  private final TaskOrders taskOrders;
  private int next;
  private volatile boolean ending;

  /** One piece of work. */
  private interface Step {
    void take() throws InterruptedException;
  }

  Load(ChaosHome home, long seed) {
    this.random = new Random(seed);
    this.triggering = new ServerCalls(home.url());
    this.taskOrders = new TaskOrders(home, this::draw);
    this.orders = new Thread(() -> loop(taskOrders::give), "chaos-orders");
  }

  void start() {
    triggers.start();
    orders.start();
  }

  /** Runs whose trigger was answered with success. After the end only. */
  Set<RunKey> acknowledged() {
    return acknowledged;
  }

  /** How many clears and marks were answered with success. After the end only. */
  int ordered() {
    return taskOrders.done();
  }

  /** Returns when the last call has its answer. */
  void end() throws InterruptedException {
    ending = true;
    triggers.join();
    orders.join();
  }

  private void loop(Step step) {
    try {
      while (!ending) {
        step.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asked again with the same id until there is an answer: it is there once then. */
  private void trigger() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(draw(BETWEEN_RUNS_MILLIS));
    String dagId = TRIGGERED.get(draw(TRIGGERED.size()));
    RunKey run = new RunKey(dagId, "chaos_" + next++);
    for (int tries = 0; tries < TRIES || !ending; tries++) {
      if (accepted(run)) {
        acknowledged.add(run);
        return;
      }
      TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
    }
  }

  private boolean accepted(RunKey run) throws InterruptedException {
    return triggering
        .send("POST", "/api/v2/dags/" + run.dagId() + "/dagRuns", Map.of("dag_run_id", run.runId()))
        .filter(status -> ServerCalls.done(status) || status == CONFLICT)
        .isPresent();
  }

  private synchronized int draw(int bound) {
    return random.nextInt(bound);
  }
}
