package io.orchestrator.localaws.athena.sql.engine;

import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Lets another thread end a query, whatever it is doing. */
public final class Cancellation {
  private boolean cancelled;
  private @Nullable Statement running;

  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Ends the query; a statement that is running is interrupted. */
  public synchronized void cancel() {
    cancelled = true;
    if (running != null) {
      try {
        running.cancel();
      } catch (SQLException e) {
        throw new IllegalStateException("could not interrupt the query", e);
      }
    }
  }

  /** Names the statement that a cancel must interrupt; null when there is none any more. */
  synchronized void watch(@Nullable Statement statement) {
    if (cancelled && statement != null) {
      throw new QueryCancelledException();
    }
    running = statement;
  }
}
