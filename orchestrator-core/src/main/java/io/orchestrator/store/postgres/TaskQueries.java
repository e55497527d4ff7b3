package io.orchestrator.store.postgres;

import io.orchestrator.run.Attempt;
import io.orchestrator.run.ClaimSnapshot.PoolDemand;
import io.orchestrator.run.RunState;
import io.orchestrator.run.RunType;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.Overview.TaskDuration;
import io.orchestrator.store.Page;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.TaskFilter;
import io.orchestrator.store.TaskFilter.By;
import io.orchestrator.store.TaskRow;
import io.orchestrator.store.postgres.Where.Order;
import io.orchestrator.store.postgres.Where.Select;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Lists of task instances. */
final class TaskQueries {
  private static final Select TASKS =
      new Select(
          TaskRows.COLUMNS
              + """
          , t.operator, t.pool, t.pool_slots, t.queue, t.priority,
            r.dag_id, r.run_id, r.run_type, r.state as run_state, r.dag_version_id,
            v.number as version_number, r.logical_date, r.interval_start, r.interval_end,
            r.run_after,
          """
              + AttemptProcess.COLUMNS,
          """
          task_instance t
          join dag_run r on r.id = t.run_pk
          join dag_version v on v.id = r.dag_version_id
          left join task_report f on f.task_instance_id = t.id
          """
              + AttemptProcess.JOIN);

  /** Every instance has a run and a version: they add and take no rows. */
  private static final Select ALONE = TASKS.counting("task_instance t");

  private static final Select WITH_RUNS =
      TASKS.counting("task_instance t join dag_run r on r.id = t.run_pk");

  private static final Order ORDER =
      new Order(
          Map.ofEntries(
              Map.entry("id", "t.id"),
              Map.entry("task_id", "t.task_id"),
              Map.entry("state", "t.state"),
              Map.entry("duration", "t.end_date - t.start_date"),
              Map.entry("start_date", "t.start_date"),
              Map.entry("end_date", "t.end_date"),
              Map.entry("map_index", "t.map_index"),
              Map.entry("try_number", "t.try_number"),
              Map.entry("logical_date", "r.logical_date"),
              Map.entry("run_after", "r.run_after"),
              Map.entry("data_interval_start", "r.interval_start"),
              Map.entry("data_interval_end", "r.interval_end"),
              Map.entry("operator", "t.operator")),
          "t.run_pk desc, t.task_id, t.map_index");

  private TaskQueries() {}

  static Page<TaskRow> list(Sql sql, TaskFilter filter, PageRequest page) {
    TaskFilter.Times times = filter.times();
    Where where = new Where().oneOf("r.dag_id", "text", filter.anyOf().of(By.DAG_ID));
    for (By attribute : By.values()) {
      boolean number = attribute == By.TRY_NUMBER || attribute == By.MAP_INDEX;
      String table = attribute == By.RUN_ID ? "r." : "t.";
      String column = table + attribute.name().toLowerCase(Locale.ROOT);
      where.oneOf(column, number ? "integer" : "text", filter.anyOf().of(attribute));
    }
    where
        .like("t.dag_id", filter.patterns().dagId())
        .like("r.run_id", filter.patterns().runId())
        .like("t.task_id", filter.patterns().taskId())
        .within("r.logical_date", times.logicalDate())
        .within("r.run_after", times.runAfter())
        .within("t.start_date", times.startDate())
        .within("t.end_date", times.endDate())
        .below("t.run_pk", filter.beforeRunPk());
    Select select = where.names("r") ? WITH_RUNS : ALONE;
    return where.page(sql, select, TaskQueries::row, ORDER, page);
  }

  static Optional<TaskRow> one(Sql sql, String dagId, String runId, String taskId, int mapIndex) {
    return new Where()
            .is("r.dag_id", dagId)
            .is("r.run_id", runId)
            .is("t.task_id", taskId)
            .is("t.map_index", mapIndex)
            .page(sql, TASKS, TaskQueries::row, ORDER, PageRequest.first(1))
            .rows()
            .stream()
            .findFirst();
  }

  static List<Attempt> attempts(Sql sql, String dagId, String runId, String taskId, int mapIndex) {
    return sql.list(
        "select a.* from dag_run r join task_instance t on t.run_pk = r.id"
            + Tries.JOIN
            + """
            where r.dag_id = ? and r.run_id = ? and t.task_id = ? and t.map_index = ?
            order by a.try_number
            """,
        TaskRows::attempt,
        dagId,
        runId,
        taskId,
        mapIndex);
  }

  static List<TaskDuration> durations(Sql sql, String dagId, String taskId, int limit) {
    return sql.list(
        """
        select t.run_pk, r.run_id, r.logical_date, r.interval_start, r.interval_end, r.run_after,
          t.map_index, t.try_number, t.state, t.queued_at, t.start_date, t.end_date
        from task_instance t join dag_run r on r.id = t.run_pk
        where t.dag_id = ? and t.task_id = ?
        order by t.run_pk desc, t.map_index limit ?
        """,
        row ->
            new TaskDuration(
                row.big("run_pk"),
                row.text("run_id"),
                RunRows.dates(row),
                row.number("map_index"),
                row.number("try_number"),
                TaskState.ofWireName(row.text("state")),
                TaskRows.moments(row)),
        dagId,
        taskId,
        limit);
  }

  private static TaskRow row(Row row) throws SQLException {
    return new TaskRow(
        TaskRows.task(row),
        new TaskRow.Run(
            row.text("dag_id"),
            row.text("run_id"),
            RunType.ofWireName(row.text("run_type")),
            RunState.ofWireName(row.text("run_state")),
            row.uuid("dag_version_id"),
            row.number("version_number"),
            RunRows.dates(row)),
        row.text("operator"),
        new PoolDemand(row.text("pool"), row.number("pool_slots")),
        row.text("queue"),
        row.number("priority"),
        new TaskRow.Host(row.textOrNull("hostname"), row.bigOrNull("pid")));
  }
}
