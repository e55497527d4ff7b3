package io.orchestrator.store.postgres;

import io.orchestrator.run.ClaimSnapshot.Candidate;
import io.orchestrator.run.ClaimSnapshot.Limits;
import io.orchestrator.run.ClaimSnapshot.PoolDemand;
import io.orchestrator.run.ClaimTerms;
import java.sql.SQLException;

/** Reads rows of the table {@code task_instance} with what claims depend on. */
final class ClaimRows {
  static final String COLUMNS =
      TaskRows.COLUMNS
          + """
      , t.dag_id, t.queue, t.order_date, t.priority, t.pool, t.pool_slots, t.max_active_tasks,
        t.max_active_across_runs, t.max_active_per_run
      """;

  private ClaimRows() {}

  static Candidate candidate(Row row) throws SQLException {
    return terms(row).candidate(TaskRows.task(row));
  }

  static ClaimTerms terms(Row row) throws SQLException {
    return new ClaimTerms(
        row.text("dag_id"),
        row.text("queue"),
        row.instant("order_date"),
        row.number("priority"),
        new PoolDemand(row.text("pool"), row.number("pool_slots")),
        Limits.of(
            row.number("max_active_tasks"),
            row.numberOrNull("max_active_across_runs"),
            row.numberOrNull("max_active_per_run")));
  }
}
