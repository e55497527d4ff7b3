package io.orchestrator.web.bench.chaos;

import io.orchestrator.web.bench.chaos.History.RunKey;
import io.orchestrator.web.bench.chaos.History.Task;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What people do meanwhile: they trigger runs, clear tasks that run, and mark them. */
final class Load {
  private static final List<String> TRIGGERED =
      List.of(
          "chaos_chain",
          "chaos_code",
          "chaos_deaf",
          "chaos_slow",
          "chaos_retry",
          "chaos_rules",
          "chaos_waits",
          "chaos_value");

  /** Those that run long enough to be met. */
  private static final List<String> LONG =
      List.of("chaos_chain", "chaos_code", "chaos_code", "chaos_deaf", "chaos_slow");

  private static final int BETWEEN_RUNS_MILLIS = 4_000;
  private static final int BETWEEN_ORDERS_MILLIS = 6_000;
  private static final int AGAIN_MILLIS = 1_000;
  private static final int CONFLICT = 409;

  /** In peace. */
  private static final int TRIES = 120;

  private final ChaosHome home;
  private final Random random;
  private final Set<RunKey> acknowledged = new HashSet<>();
  private final Thread triggers = new Thread(() -> loop(this::trigger), "chaos-triggers");
  private final Thread orders = new Thread(() -> loop(this::order), "chaos-orders");
  private final ServerCalls triggering;
  private final ServerCalls ordering;
  private int next;
  private int ordered;
  private volatile boolean ending;

  /** One piece of work. */
  private interface Step {
    void take() throws InterruptedException;
  }

  Load(ChaosHome home, long seed) {
    this.home = home;
    this.random = new Random(seed);
    this.triggering = new ServerCalls(home.url());
    this.ordering = new ServerCalls(home.url());
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
    return ordered;
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
        .filter(status -> done(status) || status == CONFLICT)
        .isPresent();
  }

  /** A task that runs is cleared; or it is marked first, so that it is free at once. */
  private void order() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(draw(BETWEEN_ORDERS_MILLIS));
    Optional<Task> running = running();
    if (running.isEmpty()) {
      return;
    }
    Task task = running.get();
    String dag = "/api/v2/dags/" + task.run().dagId();
    if (draw(2) == 0) {
      String path =
          dag
              + "/dagRuns/"
              + ServerCalls.part(task.run().runId())
              + "/taskInstances/"
              + task.taskId();
      count(ordering.send("PATCH", path, Map.of("new_state", "success")));
      TimeUnit.MILLISECONDS.sleep(draw(AGAIN_MILLIS));
    }
    count(
        ordering.send(
            "POST",
            dag + "/clearTaskInstances",
            Map.of(
                "dry_run",
                false,
                "dag_run_id",
                task.run().runId(),
                "task_ids",
                List.of(task.taskId()),
                "only_failed",
                false)));
  }

  private void count(Optional<Integer> status) {
    ordered += status.filter(Load::done).isPresent() ? 1 : 0;
  }

  private static boolean done(int status) {
    return status / 100 == 2;
  }

  private Optional<Task> running() {
    try (Connection connection = home.connect();
        PreparedStatement query =
            connection.prepareStatement(
                """
                select t.dag_id, r.run_id, t.task_id
                from task_instance t join dag_run r on r.id = t.run_pk
                where t.state = 'running' and t.dag_id = ?
                order by t.id limit 1
                """)) {
      query.setString(1, LONG.get(draw(LONG.size())));
      try (ResultSet row = query.executeQuery()) {
        @Nullable Task found =
            row.next()
                ? new Task(new RunKey(row.getString(1), row.getString(2)), row.getString(3))
                : null;
        return Optional.ofNullable(found);
      }
    } catch (SQLException e) {
      return Optional.empty(); // It is being killed.
    }
  }

  private synchronized int draw(int bound) {
    return random.nextInt(bound);
  }
}
