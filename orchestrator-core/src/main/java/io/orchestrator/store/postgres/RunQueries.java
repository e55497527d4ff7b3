package io.orchestrator.store.postgres;

import io.orchestrator.run.RunState;
import io.orchestrator.store.Page;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.RunFilter;
import io.orchestrator.store.RunFilter.By;
import io.orchestrator.store.RunRow;
import io.orchestrator.store.postgres.Where.Order;
import io.orchestrator.store.postgres.Where.Select;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists of runs. */
final class RunQueries {
  private static final Select RUNS =
      new Select(
          RunRows.COLUMNS + ", r.last_planned_at, v.number as version_number",
          "dag_run r join dag_version v on v.id = r.dag_version_id");

  private static final Order ORDER =
      new Order(
          Map.ofEntries(
              Map.entry("id", "r.id"),
              Map.entry("dag_id", "r.dag_id"),
              Map.entry("run_id", "r.run_id"),
              Map.entry("dag_run_id", "r.run_id"),
              Map.entry("state", "r.state"),
              Map.entry("logical_date", "r.logical_date"),
              Map.entry("run_after", "r.run_after"),
              Map.entry("start_date", "r.start_date"),
              Map.entry("end_date", "r.end_date"),
              Map.entry("updated_at", "r.updated_at"),
              Map.entry("duration", "r.end_date - r.start_date")),
          "r.id desc");

  private RunQueries() {}

  static Page<RunRow> list(Sql sql, RunFilter filter, PageRequest page) {
    RunFilter.Times times = filter.times();
    return new Where()
        .oneOf("r.dag_id", "text", filter.anyOf().of(By.DAG_ID))
        .oneOf("r.state", "text", filter.anyOf().of(By.STATE))
        .oneOf("r.run_type", "text", filter.anyOf().of(By.TYPE))
        .oneOf("v.number", "integer", filter.anyOf().of(By.VERSION))
        .like("r.dag_id", filter.patterns().dagId())
        .like("r.run_id", filter.patterns().runId())
        .like("r.triggering_user", filter.patterns().user())
        .within("r.logical_date", times.logicalDate())
        .within("r.run_after", times.runAfter())
        .within("r.start_date", times.startDate())
        .within("r.end_date", times.endDate())
        .within("r.updated_at", times.updatedAt())
        .below("r.id", filter.beforeRunPk())
        .page(sql, RUNS, RunQueries::row, ORDER, page);
  }

  static Optional<RunRow> one(Sql sql, String dagId, String runId) {
    return new Where()
            .is("r.dag_id", dagId)
            .is("r.run_id", runId)
            .page(sql, RUNS, RunQueries::row, ORDER, PageRequest.first(1))
            .rows()
            .stream()
            .findFirst();
  }

  static Map<String, Map<RunState, Long>> counts(Sql sql, Collection<String> dagIds) {
    Map<String, Map<RunState, Long>> counts = new HashMap<>();
    dagIds.forEach(id -> counts.put(id, new EnumMap<>(RunState.class)));
    sql.list(
        """
        select dag_id, state, count(*) as n from dag_run where dag_id = any(?)
        group by dag_id, state
        """,
        row ->
            counts
                .computeIfAbsent(row.text("dag_id"), id -> new EnumMap<>(RunState.class))
                .put(RunState.ofWireName(row.text("state")), row.big("n")),
        Sql.texts(List.copyOf(dagIds)));
    return counts;
  }

  private static RunRow row(Row row) throws SQLException {
    return new RunRow(
        RunRows.run(row), row.number("version_number"), row.instantOrNull("last_planned_at"));
  }
}
