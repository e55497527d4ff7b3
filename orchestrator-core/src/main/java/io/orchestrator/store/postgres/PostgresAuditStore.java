package io.orchestrator.store.postgres;

import io.orchestrator.store.AuditStore;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit log. Rows of state changes are written by the statements that change the state. */
record PostgresAuditStore(Sql sql) implements AuditStore {
  private static final String SELECT =
      "select seq, at, actor, event, dag_id, run_id, task_id, map_index, try_number,"
          + " old_state, new_state, detail from audit";

  @Override
  public void order(
      String actor, String event, @Nullable String dagId, @Nullable String runId, String detail) {
    sql.update(
        "insert into audit (actor, event, dag_id, run_id, detail) values (?, ?, ?, ?, ?)",
        actor,
        event,
        dagId,
        runId,
        detail);
  }

  @Override
  public List<AuditRow> ofRun(String dagId, String runId, int limit) {
    return sql.list(
        SELECT + " where dag_id = ? and run_id = ? order by seq limit ?",
        PostgresAuditStore::row,
        dagId,
        runId,
        limit);
  }

  @Override
  public List<AuditRow> latest(int limit) {
    return sql.list(SELECT + " order by seq desc limit ?", PostgresAuditStore::row, limit);
  }

  static AuditRow row(Row row) throws SQLException {
    return new AuditRow(
        row.big("seq"),
        row.instant("at"),
        row.text("actor"),
        row.text("event"),
        new Subject(
            row.textOrNull("dag_id"),
            row.textOrNull("run_id"),
            row.textOrNull("task_id"),
            row.numberOrNull("map_index"),
            row.numberOrNull("try_number")),
        change(row),
        row.text("detail"));
  }

  private static @Nullable StateChange change(Row row) throws SQLException {
    String to = row.textOrNull("new_state");
    return to == null ? null : new StateChange(row.textOrNull("old_state"), to);
  }
}
