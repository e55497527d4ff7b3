package io.orchestrator.web.bench.chaos;

import io.orchestrator.web.bench.chaos.History.RunKey;
import io.orchestrator.web.bench.chaos.History.Task;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** What people order of tasks: those that run are cleared and marked, successes are cleared. */
final class TaskOrders {
  /** Those that run long enough to be met. */
  private static final List<String> LONG =
      List.of(
          "chaos_chain",
          "chaos_code",
          "chaos_code",
          "chaos_code",
          "chaos_deaf",
          "chaos_slow",
          "chaos_tells",
          "chaos_tells");

  private static final int BETWEEN_MILLIS = 2_000;
  private static final int LATER_MILLIS = 1_000;
  private final ChaosHome home;
  private final IntUnaryOperator draw;
  private final ServerCalls calls;
  private int done;

  /**
   * @param draw a number from 0 on below the given one
   */
  TaskOrders(ChaosHome home, IntUnaryOperator draw) {
    this.home = home;
    this.draw = draw;
    this.calls = new ServerCalls(home.url());
  }

  /** How many were answered with success. */
  int done() {
    return done;
  }

  /** What people do to a task. */
  private enum Order {
    CLEAR("running"),
    MARK_AND_CLEAR_LATER("running"),
    /** Its worker has not heard of the one when the other has begun the next try. */
    MARK_AND_CLEAR("running"),
    CLEAR_SUCCESS("success");

    private final String state;

    Order(String state) {
      this.state = state;
    }
  }

  /** Waits for a while, then gives one. */
  void give() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(draw.applyAsInt(BETWEEN_MILLIS));
    Order order = Order.values()[draw.applyAsInt(Order.values().length)];
    Optional<Task> found = Optional.empty();
    for (int tries = 0; tries < LONG.size() && found.isEmpty(); tries++) {
      found = find(order.state);
    }
    if (found.isEmpty()) {
      return;
    }
    switch (order) {
      case CLEAR, CLEAR_SUCCESS -> clear(found.get());
      case MARK_AND_CLEAR_LATER -> {
        mark(found.get());
        TimeUnit.MILLISECONDS.sleep(draw.applyAsInt(LATER_MILLIS));
        clear(found.get());
      }
      case MARK_AND_CLEAR -> {
        mark(found.get());
        clear(found.get());
      }
    }
  }

  private void mark(Task task) throws InterruptedException {
    String run = ServerCalls.part(task.run().runId());
    String path = "/dagRuns/" + run + "/taskInstances/" + task.taskId();
    count(calls.send("PATCH", ofDag(task) + path, Map.of("new_state", "success")));
  }

  private void clear(Task task) throws InterruptedException {
    Map<String, ?> which =
        Map.of(
            "dry_run",
            false,
            "dag_run_id",
            task.run().runId(),
            "task_ids",
            List.of(task.taskId()),
            "only_failed",
            false);
    count(calls.send("POST", ofDag(task) + "/clearTaskInstances", which));
  }

  private static String ofDag(Task task) {
    return "/api/v2/dags/" + task.run().dagId();
  }

  private void count(Optional<Integer> status) {
    done += status.filter(ServerCalls::done).isPresent() ? 1 : 0;
  }

  /** One that is in that state, and came into it not long ago if it is an end. */
  private Optional<Task> find(String state) {
    try (Connection connection = home.connect();
        PreparedStatement query =
            connection.prepareStatement(
                """
                select t.dag_id, r.run_id, t.task_id
                from task_instance t join dag_run r on r.id = t.run_pk
                where t.state = ? and t.dag_id = ?
                  and coalesce(t.end_date, now()) > now() - interval '10 seconds'
                order by random() limit 1
                """)) {
      query.setString(1, state);
      query.setString(2, LONG.get(draw.applyAsInt(LONG.size())));
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
}
