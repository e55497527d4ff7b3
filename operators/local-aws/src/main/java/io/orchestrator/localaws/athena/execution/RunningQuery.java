package io.orchestrator.localaws.athena.execution;

import io.orchestrator.localaws.athena.error.QueryFailedException;
import io.orchestrator.localaws.athena.sql.engine.Cancellation;
import io.orchestrator.localaws.athena.sql.engine.QueryCancelledException;
import io.orchestrator.localaws.athena.sql.tables.SqlResult;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One query on its way; every change of its state is reported once, the end only once. */
final class RunningQuery implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningQuery.class);

  private final Plan plan;
  private final QueryRunner runner;
  private final InstantSource clock;
  private final Consumer<QueryRecord> report;
  private final Cancellation cancellation = new Cancellation();
  private @Nullable Future<?> timeout;
  private QueryRecord query;
  private boolean abandoned;

  RunningQuery(
      QueryRecord query,
      Plan plan,
      QueryRunner runner,
      InstantSource clock,
      Consumer<QueryRecord> report) {
    this.query = query;
    this.plan = plan;
    this.runner = runner;
    this.clock = clock;
    this.report = report;
  }

  /** Names the alarm that the end of the query makes needless. */
  synchronized void endsWith(Future<?> alarm) {
    timeout = alarm;
  }

  @Override
  public void run() {
    long started = clock.millis();
    if (!begin()) {
      return;
    }
    try {
      SqlResult result = runner.run(query, plan, cancellation);
      long now = clock.millis();
      end(
          query.succeeded(
              now, figures(started, now, result.scanned(), result.rows()), result.columns()));
    } catch (QueryCancelledException e) {
      fail(QueryState.CANCELLED, "Query cancelled by user", started);
    } catch (QueryFailedException e) {
      fail(QueryState.FAILED, String.valueOf(e.getMessage()), started);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("Query {} failed in local AWS itself", query.id(), e);
      fail(QueryState.FAILED, "GENERIC_INTERNAL_ERROR: " + e, started);
    }
  }

  private synchronized boolean begin() {
    if (query.state().ended()) {
      return false;
    }
    query = query.running();
    report.accept(query);
    return true;
  }

  /** Ends the query for a caller, at once whatever it is doing. */
  void stop() {
    fail(QueryState.CANCELLED, "Query cancelled by user", clock.millis());
    cancellation.cancel();
  }

  void timeOut() {
    fail(QueryState.FAILED, "Query timeout: it ran longer than 30 minutes", query.submitted());
    cancellation.cancel();
  }

  /**
   * Ends the work without a word: the process is going, and the next one says what became of it.
   */
  void abandon() {
    synchronized (this) {
      abandoned = true;
    }
    cancellation.cancel();
  }

  private void fail(QueryState state, String reason, long started) {
    long now = clock.millis();
    end(query.ended(state, reason, now, figures(started, now, 0, 0)));
  }

  private synchronized void end(QueryRecord ended) {
    if (timeout != null) {
      timeout.cancel(false);
    }
    if (!abandoned && !query.state().ended()) {
      query = ended;
      report.accept(ended);
    }
  }

  private QueryRecord.Figures figures(long started, long now, long scanned, long rows) {
    return new QueryRecord.Figures(
        Math.max(0, started - query.submitted()), Math.max(0, now - started), scanned, rows);
  }
}
