package io.orchestrator.store.postgres;

import io.orchestrator.store.StoreBusyException;
import io.orchestrator.store.StoreRefusedException;
import io.orchestrator.store.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Units of work on the database, with time-outs on every statement, lock and pause. What a unit
 * sees of what others commit meanwhile is said by its {@link Terms}.
 *
 * <p>A unit that the database rolled back because of others (deadlock, serialization) is run once
 * more, so a unit must not have effects outside the database. Data that the database does not take
 * become {@link StoreRefusedException}, a lock that others keep {@link StoreBusyException}, any
 * other failure {@link StoreUnavailableException}. When the commit itself fails, its outcome is
 * <em>unknown</em>: the caller reads back with the same keys.
 */
final class Transactions implements Units {
  private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

  /** After a restart of the server a pool is full of dead connections, and no larger than this. */
  private static final int MOST_DEAD = 100;

  private final DataSource source;
  private final Terms terms;

  Transactions(DataSource source, Terms terms) {
    this.source = source;
    this.terms = terms;
  }

  /** For the engine's statements. */
  static Transactions ofEngine(DataSource source) {
    return new Transactions(
        source, new Terms(Terms.TimeOuts.DEFAULT, Terms.Plans.FIXED, Terms.Sight.LATEST));
  }

  /** For lists with many shapes, and for pages of several of them. */
  static Transactions ofReading(DataSource source) {
    return new Transactions(
        source, new Terms(Terms.TimeOuts.DEFAULT, Terms.Plans.FITTED, Terms.Sight.ONE_MOMENT));
  }

  /** The same for a caller that waits at most so long for a lock. */
  Transactions waitingAtMost(Duration lock) {
    return new Transactions(source, terms.waitingAtMost(lock));
  }

  /** The same for a caller that only reads. */
  Transactions ofOneMoment() {
    return new Transactions(source, terms.ofOneMoment());
  }

  @Override
  public <T> T run(Function<Sql, T> work) {
    OpenSnapshot.refuseAnother();
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
          return terms.sight() == Terms.Sight.LATEST
              ? within(connection, moment.get(), work)
              : alone(connection, moment.get(), work);
        }
      } catch (SQLException e) {
        throw new SqlFailure(e);
      }
    }
  }

  private static <T> T alone(Connection connection, Instant moment, Function<Sql, T> work)
      throws SQLException {
    OpenSnapshot.begin();
    try {
      return within(connection, moment, work);
    } finally {
      OpenSnapshot.end();
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
      return Optional.of(terms.begin(connection));
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
