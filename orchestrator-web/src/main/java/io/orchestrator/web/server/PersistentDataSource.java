package io.orchestrator.web.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * New connections for a pool. A database that is away is asked again soon, for a while: the pool by
 * itself waits twice as long after each refusal, up to five seconds, and is late by as much when
 * the database is back. Who asks the pool waits no longer for that. One that was never reached may
 * be none: that is said at once. Thread-safe.
 */
final class PersistentDataSource extends DelegatingDataSource {
  static final Duration PAUSE = Duration.ofMillis(100);

  /** Half a minute: then the pool hears why. */
  static final int TRIES = 300;

  private final Rest rest;
  private volatile boolean reached;

  /** Sleeps. */
  @FunctionalInterface
  interface Rest {
    void take(Duration length) throws InterruptedException;
  }

  /** Asks once. */
  private interface Asking {
    Connection ask() throws SQLException;
  }

  PersistentDataSource(DataSource database, Rest rest) {
    super(database);
    this.rest = rest;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return persistently(super::getConnection);
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    return persistently(() -> super.getConnection(username, password));
  }

  private Connection persistently(Asking asking) throws SQLException {
    for (int tries = 1; ; tries++) {
      try {
        Connection made = asking.ask();
        reached = true;
        return made;
      } catch (SQLException e) {
        if (!reached || tries == TRIES || !away(e)) {
          throw e;
        }
        rest(e);
      }
    }
  }

  /** The pool interrupts when it is closed. */
  private void rest(SQLException reason) throws SQLException {
    try {
      rest.take(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw reason;
    }
  }

  /** Nobody listens, or a server that is starting or going down. */
  private static boolean away(SQLException e) {
    String state = e.getSQLState();
    return state != null && (state.startsWith("08") || state.startsWith("57P0"));
  }
}
