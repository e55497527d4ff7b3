package io.orchestrator.web.bench;

import io.orchestrator.scheduler.Orders;
import io.orchestrator.scheduler.TriggerRequest;
import io.orchestrator.scheduler.TriggerResult;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Triggers runs and reads from the store when their tasks started and ended. */
final class BenchRuns {
  private static final Duration LONGEST = Duration.ofMinutes(3);
  private static final long PAUSE_MILLIS = 20;
  private final BenchEnvironment environment;
  private final Orders orders;

  BenchRuns(BenchEnvironment environment) {
    this.environment = environment;
    this.orders = environment.server().getBean(Orders.class);
  }

  /** Waits until the loader has taken the DAGs over and a worker has come. */
  void awaitReady() throws Exception {
    await("select count(*) < 3 from dag where not stale");
    await("select count(*) < 1 from member where role = 'worker'");
  }

  /**
   * One run of the chain.
   *
   * @param gapsMs from the end of a task to the start of the next
   * @param planMs the part of each gap until the next task is scheduled
   * @param claimMs from scheduled to claimed; the rest is its way to the worker and back
   * @param firstMs from the trigger to the start of the first task
   * @param wallMs from the trigger to the end of the last task
   */
  record Chain(
      List<Double> gapsMs,
      List<Double> planMs,
      List<Double> claimMs,
      double firstMs,
      double wallMs) {}

  Chain chain(String runId) throws Exception {
    trigger(BenchDags.CHAIN, runId);
    awaitEnd(BenchDags.CHAIN);
    List<Instant> scheduled = new ArrayList<>();
    List<Instant> claimed = new ArrayList<>();
    List<Instant> starts = new ArrayList<>();
    List<Instant> ends = new ArrayList<>();
    Instant queued = Instant.EPOCH;
    try (Connection connection = environment.connect();
        PreparedStatement query =
            connection.prepareStatement(
                "select r.queued_at, t.scheduled_at, t.queued_at, t.start_date, t.end_date"
                    + " from task_instance t"
                    + " join dag_run r on r.id = t.run_pk where r.run_id = ? order by t.task_id")) {
      query.setString(1, runId);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          queued = moment(rows, 1);
          scheduled.add(moment(rows, 2));
          claimed.add(moment(rows, 3));
          starts.add(moment(rows, 4));
          ends.add(moment(rows, 5));
        }
      }
    }
    return new Chain(
        between(ends, 0, starts, 1),
        between(ends, 0, scheduled, 1),
        between(scheduled, 1, claimed, 1),
        millis(queued, starts.get(0)),
        millis(queued, ends.get(ends.size() - 1)));
  }

  /** From each moment of one list to its partner in another, beginning at the given places. */
  private static List<Double> between(
      List<Instant> from, int firstFrom, List<Instant> to, int firstTo) {
    return IntStream.range(0, to.size() - firstTo)
        .mapToObj(i -> millis(from.get(firstFrom + i), to.get(firstTo + i)))
        .toList();
  }

  /** Tasks per second of many runs, from the first trigger to the last end. */
  double rate(int repetition, int runs) throws Exception {
    String prefix = "rate_" + repetition + "_";
    IntStream.range(0, runs).parallel().forEach(i -> trigger(BenchDags.SHORT, prefix + i));
    awaitEnd(BenchDags.SHORT);
    try (Connection connection = environment.connect();
        PreparedStatement query =
            connection.prepareStatement(
                "select count(*) filter (where t.state = 'success'), min(r.queued_at),"
                    + " max(t.end_date) from task_instance t join dag_run r on r.id = t.run_pk"
                    + " where r.dag_id = ? and starts_with(r.run_id, ?)")) {
      query.setString(1, BenchDags.SHORT);
      query.setString(2, prefix);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        double seconds = millis(moment(row, 2), moment(row, 3)) / 1_000;
        return row.getLong(1) / seconds;
      }
    }
  }

  private void trigger(String dagId, String runId) {
    TriggerResult result = orders.trigger(TriggerRequest.now(dagId, "cli", "bench").named(runId));
    if (!(result instanceof TriggerResult.Created)) {
      throw new IllegalStateException("The run " + runId + " was not made: " + result);
    }
  }

  /** Waits until no run of it is queued or running. */
  void awaitEnd(String dagId) throws Exception {
    await(
        "select exists (select 1 from dag_run where state in ('queued', 'running') and dag_id = '"
            + dagId
            + "')");
  }

  /** Asks every few milliseconds until the answer is false. */
  private void await(String question) throws SQLException, InterruptedException {
    long start = System.nanoTime();
    try (Connection connection = environment.connect();
        PreparedStatement query = connection.prepareStatement(question)) {
      while (true) {
        try (ResultSet row = query.executeQuery()) {
          row.next();
          if (!row.getBoolean(1)) {
            return;
          }
        }
        if (System.nanoTime() - start > LONGEST.toNanos()) {
          throw new IllegalStateException(
              "The benchmark waited " + LONGEST.toSeconds() + " s in vain: " + question);
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }

  private static Instant moment(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static double millis(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e6;
  }
}
