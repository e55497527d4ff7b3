package io.orchestrator.web.server;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections for people, who are answered soon. One call finds out by waiting that there is no
 * connection to be had; those that come within the next moment are told so at once. Thread-safe.
 */
final class ImpatientDataSource extends DelegatingDataSource implements AutoCloseable {
  private static final Duration MOMENT = Duration.ofMillis(700);
  private final HikariDataSource pool;
  private final InstantSource clock;
  private final AtomicReference<@Nullable Instant> failed = new AtomicReference<>();

  ImpatientDataSource(HikariDataSource pool, InstantSource clock) {
    super(pool);
    this.pool = pool;
    this.clock = clock;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Instant before = failed.get();
    if (before != null && clock.instant().isBefore(before.plus(MOMENT))) {
      throw new SQLTransientConnectionException(
          "there was no connection to the database a moment ago", "08001");
    }
    try {
      Connection connection = super.getConnection();
      failed.compareAndSet(before, null);
      return connection;
    } catch (SQLException e) {
      failed.set(clock.instant());
      throw e;
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
