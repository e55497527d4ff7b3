package io.orchestrator.store.postgres;

import java.sql.SQLException;

/** Carries an SQL error out of a unit of work; never leaves this package. */
final class SqlFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String DEADLOCK = "40P01";
  private static final String SERIALIZATION = "40001";

  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String READ_ONLY = "25006";

  private final SQLException error;

  SqlFailure(SQLException error) {
    super(error);
    this.error = error;
  }

  SQLException error() {
    return error;
  }

  /**
   * Whether the data cannot be stored (class 22) or breaks a constraint (class 23), or was to be
   * written where one only reads.
   */
  boolean refused() {
    String state = error.getSQLState();
    return state != null
        && (state.startsWith("22") || state.startsWith("23") || state.equals(READ_ONLY));
  }

  /** Whether a lock could not be had in time. */
  boolean locked() {
    return LOCK_NOT_AVAILABLE.equals(error.getSQLState());
  }

  /** Whether the database rolled back because of others, so that a second try may do. */
  boolean worthRepeating() {
    return DEADLOCK.equals(error.getSQLState()) || SERIALIZATION.equals(error.getSQLState());
  }
}
