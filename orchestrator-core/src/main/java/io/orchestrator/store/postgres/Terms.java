package io.orchestrator.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** How a transaction begins: how long it may take, how it is planned, and what it sees. */
record Terms(TimeOuts timeOuts, Plans plans, Sight sight) {
  /**
   * Nothing is compiled to machine code: that takes longer than any statement of ours, and a server
   * before 18 would do it for every one that finds no index, by the huge cost that it then
   * estimates.
   */
  private static final String LIMITS =
      " as moment, current_setting('transaction_isolation') as isolation,"
          + " set_config('statement_timeout', ?, true),"
          + " set_config('lock_timeout', ?, true),"
          + " set_config('idle_in_transaction_session_timeout', ?, true),"
          + " set_config('plan_cache_mode', ?, true), set_config('enable_seqscan', ?, true),"
          + " set_config('jit', 'off', true)";

  /** Longest time of one statement, of waiting for one lock, of a pause inside a transaction. */
  record TimeOuts(Duration statement, Duration lock, Duration idle) {
    static final TimeOuts DEFAULT =
        new TimeOuts(Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(60));
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

  /** What a unit of work sees of what others commit meanwhile. */
  enum Sight {
    /** Each statement sees what is committed when it begins: behind a lock, the latest. */
    LATEST("read committed", "select now()"),
    /**
     * All statements see what was committed when the first one began, and none may write. The clock
     * is read behind that, so that nothing that is seen lies in the future.
     */
    ONE_MOMENT(
        "repeatable read",
        "set transaction isolation level repeatable read, read only; select clock_timestamp()");

    private final String isolation;
    private final String begin;

    Sight(String isolation, String begin) {
      this.isolation = isolation;
      this.begin = begin;
    }
  }

  Terms waitingAtMost(Duration lock) {
    return new Terms(new TimeOuts(timeOuts.statement(), lock, timeOuts.idle()), plans, sight);
  }

  Terms ofOneMoment() {
    return new Terms(timeOuts, plans, Sight.ONE_MOMENT);
  }

  /** Begins in one round trip, and returns the moment of the transaction by the database. */
  Instant begin(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sight.begin + LIMITS)) {
      statement.setString(1, Long.toString(timeOuts.statement().toMillis()));
      statement.setString(2, Long.toString(timeOuts.lock().toMillis()));
      statement.setString(3, Long.toString(timeOuts.idle().toMillis()));
      statement.setString(4, plans.cacheMode);
      statement.setString(5, plans.sequentialScans);
      if (!statement.execute()) {
        statement.getMoreResults();
      }
      try (ResultSet result = statement.getResultSet()) {
        result.next();
        Row row = new Row(result);
        requireIsolation(row.text("isolation"));
        return row.instant("moment");
      }
    }
  }

  private void requireIsolation(String isolation) {
    if (!isolation.equals(sight.isolation)) {
      throw new IllegalStateException(
          "The data source opens transactions as '"
              + isolation
              + "'. Nothing was changed. Orchestrator's statements are written for '"
              + sight.isolation
              + "': remove the other setting from the data source or the database.");
    }
  }
}
