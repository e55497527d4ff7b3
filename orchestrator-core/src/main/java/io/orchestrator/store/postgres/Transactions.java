package io.orchestrator.store.postgres;

import io.orchestrator.store.StoreBusyException;
import io.orchestrator.store.StoreRefusedException;
import io.orchestrator.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Units of work on the database, read committed, with time-outs on every statement, lock and pause.
 *
 * <p>A unit that the database rolled back because of others (deadlock, serialization) is run once
 * more, so a unit must not have effects outside the database. Data that the database does not take
 * become {@link StoreRefusedException}, a lock that others keep {@link StoreBusyException}, any
 * other failure {@link StoreUnavailableException}. When the commit itself fails, its outcome is
 * <em>unknown</em>: the caller reads back with the same keys.
 */
final class Transactions {
  private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

  /**
   * One round trip: begins, sets the limits of this transaction, reads its moment. Nothing is
   * compiled to machine code: that takes longer than any statement of ours, and a server before 18
   * would do it for every one that finds no index, by the huge cost that it then estimates.
   */
  private static final String BEGIN =
      "select now() as moment, current_setting('transaction_isolation') as isolation,"
          + " set_config('statement_timeout', ?, true),"
          + " set_config('lock_timeout', ?, true),"
          + " set_config('idle_in_transaction_session_timeout', ?, true),"
          + " set_config('plan_cache_mode', ?, true), set_config('enable_seqscan', ?, true),"
          + " set_config('jit', 'off', true)";

  /** After a restart of the server a pool is full of dead connections, and no larger than this. */
  private static final int MOST_DEAD = 100;

  private final DataSource source;
  private final TimeOuts timeOuts;
  private final Plans plans;

  Transactions(DataSource source, TimeOuts timeOuts, Plans plans) {
    this.source = source;
    this.timeOuts = timeOuts;
    this.plans = plans;
  }

  /** For the engine's statements. */
  static Transactions ofEngine(DataSource source) {
    return new Transactions(source, TimeOuts.DEFAULT, Plans.FIXED);
  }

  /** For lists with many shapes. */
  static Transactions ofReading(DataSource source) {
    return new Transactions(source, TimeOuts.DEFAULT, Plans.FITTED);
  }

  /** The same for a caller that waits at most so long for a lock. */
  Transactions waitingAtMost(Duration lock) {
    return new Transactions(
        source, new TimeOuts(timeOuts.statement(), lock, timeOuts.idle()), plans);
  }

  /** How the server plans statements that it has seen before. */
  enum Plans {
    /**
     * Once, always through indexes: the engine's statements all look rows up by key or in small
     * partial indexes. Planning the widest of them anew took as long as running it (0.7 ms), and a
     * plan made while a table was small would read it whole when it has grown.
     */
    FIXED("force_generic_plan", "off"),
    /** As the server likes, by the values given. */
    FITTED("auto", "on");

    private final String cacheMode;
    private final String sequentialScans;

    Plans(String cacheMode, String sequentialScans) {
      this.cacheMode = cacheMode;
      this.sequentialScans = sequentialScans;
    }
  }

  /** Longest time of one statement, of waiting for one lock, of a pause inside a transaction. */
  record TimeOuts(Duration statement, Duration lock, Duration idle) {
    static final TimeOuts DEFAULT =
        new TimeOuts(Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(60));
  }

  <T> T run(Function<Sql, T> work) {
    try {
      return once(work);
    } catch (SqlFailure failure) {
      if (!failure.worthRepeating()) {
        throw ended("The transaction was rolled back; nothing was changed.", failure);
      }
      LOG.info("Repeating a transaction that others made fail: {}", failure.getMessage());
    }
    try {
      return once(work);
    } catch (SqlFailure failure) {
      throw ended("The transaction failed twice; nothing was changed.", failure);
    }
  }

  private static RuntimeException ended(String outcome, SqlFailure failure) {
    return failure.refused()
        ? new StoreRefusedException(
            "PostgreSQL: " + failure.error().getMessage() + ". " + outcome, failure.error())
        : unavailable(outcome, failure);
  }

  private <T> T once(Function<Sql, T> work) {
    for (int dead = 0; ; dead++) {
      try (Connection connection = source.getConnection()) {
        Optional<Instant> moment = begin(connection, dead < MOST_DEAD);
        if (moment.isPresent()) {
          return within(connection, moment.get(), work);
        }
      } catch (SQLException e) {
        throw new SqlFailure(e);
      }
    }
  }

  private static <T> T within(Connection connection, Instant moment, Function<Sql, T> work)
      throws SQLException {
    T result;
    try {
      result = work.apply(new Sql(connection, moment));
    } catch (RuntimeException | Error e) {
      giveUp(connection, e);
      throw e;
    }
    commit(connection);
    connection.setAutoCommit(true);
    return result;
  }

  /** Empty when the pool handed out a connection that died while idle: take another one then. */
  private Optional<Instant> begin(Connection connection, boolean mayBeDead) throws SQLException {
    try {
      connection.setAutoCommit(false);
      return Optional.of(begin(connection));
    } catch (SQLException e) {
      if (mayBeDead && died(e)) {
        return Optional.empty();
      }
      giveUp(connection, e);
      throw e;
    }
  }

  /** Connection exceptions and the messages of a server that goes down. */
  private static boolean died(SQLException e) {
    String state = e.getSQLState();
    return state != null && (state.startsWith("08") || state.startsWith("57P0"));
  }

  private Instant begin(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
      statement.setString(1, Long.toString(timeOuts.statement().toMillis()));
      statement.setString(2, Long.toString(timeOuts.lock().toMillis()));
      statement.setString(3, Long.toString(timeOuts.idle().toMillis()));
      statement.setString(4, plans.cacheMode);
      statement.setString(5, plans.sequentialScans);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        Row row = new Row(result);
        String isolation = row.text("isolation");
        if (!"read committed".equals(isolation)) {
          throw new IllegalStateException(
              "The data source opens transactions as '"
                  + isolation
                  + "'. Nothing was changed. Orchestrator's statements are written for 'read"
                  + " committed': remove the other setting from the data source or the database.");
        }
        return row.instant("moment");
      }
    }
  }

  private static void commit(Connection connection) {
    try {
      connection.commit();
    } catch (SQLException e) {
      SqlFailure failure = new SqlFailure(e);
      giveUp(connection, e);
      if (failure.worthRepeating()) {
        throw failure;
      }
      throw unavailable(
          "The commit was not acknowledged: whether it took place is unknown.", failure);
    }
  }

  private static void giveUp(Connection connection, Throwable reason) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  private static StoreUnavailableException unavailable(String outcome, SqlFailure failure) {
    SQLException error = failure.error();
    String message =
        "PostgreSQL: "
            + error.getMessage()
            + " (SQLSTATE "
            + error.getSQLState()
            + "). "
            + outcome
            + " It is safe to read back and try again.";
    return failure.locked()
        ? new StoreBusyException(message, error)
        : new StoreUnavailableException(message, error);
  }
}
