package io.orchestrator.web.bench;

import io.orchestrator.scheduler.Orders;
import io.orchestrator.scheduler.TriggerRequest;
import io.orchestrator.scheduler.TriggerResult;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Triggers runs and reads when their tasks began and ended. */
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
   * One run of the chain, by the clock of this machine as the bodies of the tasks read it.
   *
   * @param gapsMs from the end of a body to the begin of the next
   * @param firstMs from the trigger to the begin of the first body
   * @param wallMs from the trigger to the end of the last body
   */
  record Chain(List<Double> gapsMs, double firstMs, double wallMs) {}

  Chain chain(String runId) throws Exception {
    long triggered = System.nanoTime();
    trigger(BenchDags.CHAIN, runId);
    awaitEnd(BenchDags.CHAIN);
    // Begins and ends in turn.
    List<Long> marks =
        Arrays.stream(Files.readString(environment.marks()).split(" ")).map(Long::valueOf).toList();
    if (marks.get(0) < triggered) {
      throw new IllegalStateException(
          "The run " + runId + " left no marks: the file is that of an earlier one.");
    }
    return new Chain(
        IntStream.range(1, marks.size() / 2)
            .mapToObj(i -> millis(marks.get(2 * i) - marks.get(2 * i - 1)))
            .toList(),
        millis(marks.get(0) - triggered),
        millis(marks.get(marks.size() - 1) - triggered));
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
    return millis(Duration.between(from, to).toNanos());
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }
}
