package io.orchestrator.web.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How fast this machine's PostgreSQL commits one changed row: the limit that all figures are
 * compared with.
 */
final class CommitRate {
  private static final long NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int WARM_UP = 200;

  private CommitRate() {}

  /**
   * A measurement.
   *
   * @param perSecond commits of all connections together
   * @param p50Ms median time of one commit
   */
  record Rate(int connections, double perSecond, double p50Ms) {}

  static Rate measure(BenchEnvironment environment, int connections) throws Exception {
    try (Connection connection = environment.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists bench_commit (id int primary key, n int)");
      statement.execute(
          "insert into bench_commit select i, 0 from generate_series(1, 64) i"
              + " on conflict do nothing");
    }
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      List<Callable<List<Long>>> work = new ArrayList<>();
      for (int id = 1; id <= connections; id++) {
        int row = id;
        work.add(() -> commits(environment, row));
      }
      List<Long> nanos = new ArrayList<>();
      for (Future<List<Long>> each : threads.invokeAll(work)) {
        nanos.addAll(each.get());
      }
      double seconds = (double) NANOS / TimeUnit.SECONDS.toNanos(1);
      List<Double> millis = nanos.stream().map(n -> n / 1e6).toList();
      return new Rate(connections, nanos.size() / seconds, Figures.percentile(millis, 50));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SQLException sql ? sql : e;
    } finally {
      threads.shutdownNow();
    }
  }

  /** The times of single commits over two seconds. */
  private static List<Long> commits(BenchEnvironment environment, int row) throws SQLException {
    List<Long> nanos = new ArrayList<>();
    try (Connection connection = environment.connect();
        PreparedStatement update =
            connection.prepareStatement("update bench_commit set n = n + 1 where id = " + row)) {
      for (int i = 0; i < WARM_UP; i++) {
        update.executeUpdate();
      }
      long start = System.nanoTime();
      long before = start;
      while (before - start < NANOS) {
        update.executeUpdate();
        long after = System.nanoTime();
        nanos.add(after - before);
        before = after;
      }
    }
    return nanos;
  }
}
