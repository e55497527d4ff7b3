package io.orchestrator.web.bench.installation;

import io.orchestrator.web.bench.figures.Figures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How fast this machine's PostgreSQL commits one changed row: the limit that figures are compared
 * with.
 */
public final class CommitRate {
  private static final long NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int WARM_UP = 200;
  private static final int CONNECTIONS = 8;
  private static final int INSERTS = 21;

  private CommitRate() {}

  /** With several connections: {@code pool_commits_per_second}. */
  public static Map<String, Double> many(BenchDatabase database) throws Exception {
    double seconds = (double) NANOS / TimeUnit.SECONDS.toNanos(1);
    return Map.of("pool_commits_per_second", millis(database, CONNECTIONS).size() / seconds);
  }

  /** With one connection: the median time of a commit, {@code commit_p50_ms}. */
  public static Map<String, Double> one(BenchDatabase database) throws Exception {
    return Map.of("commit_p50_ms", Figures.median(millis(database, 1)));
  }

  /** Median milliseconds to insert 1,000 rows by one durable statement. */
  public static double thousandRows(BenchDatabase database) throws SQLException {
    List<Double> all = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists bench_rows (id bigint generated always as identity primary"
              + " key, name text not null, at timestamptz not null)");
      for (int i = 0; i < INSERTS; i++) {
        long begin = System.nanoTime();
        statement.execute(
            "insert into bench_rows (name, at)"
                + " select 'row_' || i, clock_timestamp() from generate_series(1, 1000) i");
        all.add((System.nanoTime() - begin) / 1e6);
      }
    }
    return Figures.median(all);
  }

  private static List<Double> millis(BenchDatabase database, int connections) throws Exception {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists bench_commit (id int primary key, n int)");
      statement.execute(
          "insert into bench_commit select i, 0 from generate_series(1, 64) i"
              + " on conflict do nothing");
    }
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      List<Callable<List<Double>>> work = new ArrayList<>();
      for (int id = 1; id <= connections; id++) {
        int row = id;
        work.add(() -> commits(database, row));
      }
      List<Double> all = new ArrayList<>();
      for (Future<List<Double>> each : threads.invokeAll(work)) {
        all.addAll(each.get());
      }
      return all;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SQLException sql ? sql : e;
    } finally {
      threads.shutdownNow();
    }
  }

  /** The times of single commits over two seconds, in milliseconds. */
  private static List<Double> commits(BenchDatabase database, int row) throws SQLException {
    List<Double> all = new ArrayList<>();
    try (Connection connection = database.connect();
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
        all.add((after - before) / 1e6);
        before = after;
      }
    }
    return all;
  }
}
