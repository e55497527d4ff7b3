package io.orchestrator.store.postgres;

import io.orchestrator.administration.Kind;
import io.orchestrator.model.DagModel;
import io.orchestrator.model.DagVersion;
import io.orchestrator.run.Attempt;
import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.AuditFilter;
import io.orchestrator.store.AuditStore.AuditRow;
import io.orchestrator.store.DagFilter;
import io.orchestrator.store.DagRow;
import io.orchestrator.store.Grid;
import io.orchestrator.store.Overview.FailureGroup;
import io.orchestrator.store.Overview.NextFire;
import io.orchestrator.store.Overview.PoolLoad;
import io.orchestrator.store.Overview.RunningRun;
import io.orchestrator.store.Overview.Standing;
import io.orchestrator.store.Overview.TaskDuration;
import io.orchestrator.store.Page;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.Queries;
import io.orchestrator.store.RunFilter;
import io.orchestrator.store.RunRow;
import io.orchestrator.store.TaskFilter;
import io.orchestrator.store.TaskRow;
import io.orchestrator.store.Touched;
import io.orchestrator.store.postgres.Where.Order;
import io.orchestrator.store.postgres.Where.Select;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The read side: each call is one unit of work. */
record PostgresQueries(Units units, Versions versions) implements Queries {
  private static final Select AUDIT =
      new Select(
          "seq, at, actor, event, dag_id, run_id, task_id, map_index, try_number, old_state,"
              + " new_state, detail",
          "audit");
  private static final Order AUDIT_ORDER =
      new Order(
          Map.of(
              "id", "seq",
              "event_log_id", "seq",
              "dttm", "at",
              "when", "at",
              "dag_id", "dag_id",
              "task_id", "task_id",
              "run_id", "run_id",
              "event", "event",
              "owner", "actor",
              "extra", "detail"),
          "seq desc");

  /** The rows of a try between its first poke and its last are those of pokes. */
  private static final String NO_POKE =
      """
      event <> 'task.not_ready' and not (
        event in ('task.dependencies_met', 'task.claimed', 'task.started') and exists (
          select 1 from audit p where p.event = 'task.not_ready' and p.dag_id = audit.dag_id
            and p.run_id = audit.run_id and p.task_id = audit.task_id
            and p.map_index = audit.map_index and p.try_number = audit.try_number
            and p.seq < audit.seq))
      """;

  @Override
  public Page<DagRow> dags(DagFilter filter, PageRequest page) {
    return units.run(sql -> DagQueries.list(sql, dagStore(sql), filter, page));
  }

  @Override
  public Optional<DagRow> dag(String dagId) {
    return units.run(sql -> DagQueries.one(sql, dagStore(sql), dagId));
  }

  @Override
  public List<String> tags() {
    return units.run(DagQueries::tags);
  }

  @Override
  public Page<RunRow> runs(RunFilter filter, PageRequest page) {
    return units.run(sql -> RunQueries.list(sql, filter, page));
  }

  @Override
  public Optional<RunRow> run(String dagId, String runId) {
    return units.run(sql -> RunQueries.one(sql, dagId, runId));
  }

  @Override
  public Map<String, Map<RunState, Long>> runCounts(Collection<String> dagIds) {
    return units.run(sql -> RunQueries.counts(sql, dagIds));
  }

  @Override
  public Page<TaskRow> tasks(TaskFilter filter, PageRequest page) {
    return units.run(sql -> TaskQueries.list(sql, filter, page));
  }

  @Override
  public Optional<TaskRow> task(String dagId, String runId, String taskId, int mapIndex) {
    return units.run(sql -> TaskQueries.one(sql, dagId, runId, taskId, mapIndex));
  }

  @Override
  public List<Attempt> attempts(String dagId, String runId, String taskId, int mapIndex) {
    return units.run(sql -> TaskQueries.attempts(sql, dagId, runId, taskId, mapIndex));
  }

  @Override
  public Grid grid(String dagId, int runs, Optional<Long> beforeRunPk, Grid.Filter filter) {
    return units.run(sql -> GridQuery.read(sql, dagId, runs, beforeRunPk, filter));
  }

  @Override
  public List<TaskDuration> durations(String dagId, String taskId, int limit) {
    return units.run(sql -> TaskQueries.durations(sql, dagId, taskId, limit));
  }

  @Override
  public Standing standing() {
    return units.run(OverviewQueries::standing);
  }

  @Override
  public Map<RunState, Long> runCounts(Duration window) {
    return units.run(sql -> OverviewQueries.runCounts(sql, window));
  }

  @Override
  public Map<TaskState, Long> taskCounts(Duration window) {
    return units.run(sql -> OverviewQueries.taskCounts(sql, window));
  }

  @Override
  public List<RunningRun> runningNow(int limit) {
    return units.run(sql -> OverviewQueries.runningNow(sql, limit));
  }

  @Override
  public List<FailureGroup> failures(Duration window, int limit) {
    return units.run(sql -> OverviewQueries.failures(sql, window, limit));
  }

  @Override
  public List<NextFire> nextFires(int limit) {
    return units.run(sql -> OverviewQueries.nextFires(dagStore(sql), limit));
  }

  @Override
  public List<PoolLoad> pools() {
    return units.run(PoolQuery::read);
  }

  @Override
  public List<String> dagsNaming(Kind kind, String name, int limit) {
    return units.run(sql -> DagQueries.naming(sql, kind, name, limit));
  }

  @Override
  public Page<AuditRow> audit(AuditFilter filter, PageRequest page) {
    String event = filter.event();
    Where where =
        new Where()
            .is("dag_id", filter.of().dagId())
            .is("run_id", filter.of().runId())
            .is("task_id", filter.of().taskId())
            .like("actor", filter.actor())
            .within("at", filter.at())
            .below("seq", filter.beforeSeq());
    if (event != null) {
      where.and("starts_with(event, ?)", event);
    }
    if (filter.show() == AuditFilter.Show.ORDERS) {
      where.and("new_state is null");
    } else if (filter.show() == AuditFilter.Show.WITHOUT_POKES) {
      where.and(NO_POKE);
    }
    return units.run(sql -> where.page(sql, AUDIT, PostgresAuditStore::row, AUDIT_ORDER, page));
  }

  @Override
  public long newestAudit() {
    return units.run(
        sql -> sql.first("select max(seq) as seq from audit", row -> row.big("seq")).orElse(0L));
  }

  @Override
  public List<Touched> touchedAfter(long seq) {
    return units.run(
        sql ->
            sql.list(
                """
                select dag_id, run_id, array_agg(seq) as seqs from audit
                where seq > ? and dag_id is not null group by dag_id, run_id
                """,
                row -> new Touched(row.text("dag_id"), row.textOrNull("run_id"), row.bigs("seqs")),
                seq));
  }

  @Override
  public Optional<DagModel> modelOf(String dagId, String runId) {
    return units.run(
        sql -> {
          Optional<UUID> version =
              sql.first(
                  "select dag_version_id from dag_run where dag_id = ? and run_id = ?",
                  row -> row.uuid("dag_version_id"),
                  dagId,
                  runId);
          return version.flatMap(dagStore(sql)::version).map(DagVersion::model);
        });
  }

  private PostgresDagStore dagStore(Sql sql) {
    return new PostgresDagStore(sql, versions);
  }
}
