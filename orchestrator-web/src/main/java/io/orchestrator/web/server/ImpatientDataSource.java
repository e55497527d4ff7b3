package io.orchestrator.web.server;

import java.io.Closeable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections for people, who are answered soon. One call finds out by waiting that nobody gets a
 * connection any more; those that come within the next moment are told so at once. While others get
 * theirs the database is busy and not away, and everybody waits for their own. Thread-safe.
 */
final class ImpatientDataSource extends DelegatingDataSource implements Closeable {
  private static final Duration MOMENT = Duration.ofMillis(700);
  private final Closeable pool;
  private final InstantSource clock;
  private volatile Instant given = Instant.MIN;
  private volatile Instant awayUntil = Instant.MIN;

  <P extends DataSource & Closeable> ImpatientDataSource(P pool, InstantSource clock) {
    super(pool);
    this.pool = pool;
    this.clock = clock;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Instant asked = clock.instant();
    if (asked.isBefore(awayUntil)) {
      throw new SQLTransientConnectionException(
          "there was no connection to the database a moment ago", "08001");
    }
    try {
      Connection connection = super.getConnection();
      given = clock.instant();
      return connection;
    } catch (SQLException e) {
      if (given.isBefore(asked)) {
        awayUntil = clock.instant().plus(MOMENT);
      }
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    pool.close();
  }
}
