package io.orchestrator.web.bench.scenario;

import io.orchestrator.web.bench.installation.BenchDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** When each worker was last heard of, as the database has it, looked at again and again. */
final class Heartbeats implements AutoCloseable {
  private static final String SEEN = "select name, seen_at from member where role = 'worker'";
  private static final long PAUSE_MILLIS = 50;
  private final Map<String, TreeSet<Instant>> seen = new HashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private Heartbeats(Connection connection) {
    this.thread = new Thread(() -> listen(connection), "bench-heartbeats");
    thread.start();
  }

  static Heartbeats listen(BenchDatabase database) throws SQLException {
    return new Heartbeats(database.connect());
  }

  private void listen(Connection connection) {
    try (connection;
        Statement statement = connection.createStatement()) {
      do {
        try (ResultSet rows = statement.executeQuery(SEEN)) {
          while (rows.next()) {
            note(rows.getString(1), rows.getObject(2, OffsetDateTime.class).toInstant());
          }
        }
      } while (!closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    } catch (SQLException unknown) {
      // A build that keeps it elsewhere: there are no figures then.
      System.getLogger(Heartbeats.class.getName())
          .log(System.Logger.Level.WARNING, "Heartbeats are not seen: " + unknown.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void note(String worker, Instant at) {
    seen.computeIfAbsent(worker, w -> new TreeSet<>()).add(at);
  }

  /** By how much each was later than {@code beat} after the one before. */
  synchronized List<Double> delaysMs(Duration beat) {
    List<Double> all = new ArrayList<>();
    seen.values().forEach(moments -> all.addAll(delaysMs(List.copyOf(moments), beat)));
    return all;
  }

  static List<Double> delaysMs(List<Instant> moments, Duration beat) {
    List<Double> all = new ArrayList<>();
    for (int i = 1; i < moments.size(); i++) {
      Duration between = Duration.between(moments.get(i - 1), moments.get(i));
      all.add(Math.max(0, between.minus(beat).toNanos() / 1e6));
    }
    return all;
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
