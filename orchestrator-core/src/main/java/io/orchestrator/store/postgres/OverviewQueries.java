package io.orchestrator.store.postgres;

import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.Overview.FailureGroup;
import io.orchestrator.store.Overview.NextFire;
import io.orchestrator.store.Overview.RunningRun;
import io.orchestrator.store.Overview.Standing;
import io.orchestrator.store.Overview.Where;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The dashboard: windows and partial indexes only, whatever the history holds. */
final class OverviewQueries {
  private OverviewQueries() {}

  static Standing standing(Sql sql) {
    return sql.list(
            """
            select (select count(*) from dag_run where state = 'running') as runs,
              (select count(*) from import_problem) as problems
            """,
            row -> new Standing(row.big("runs"), row.number("problems")))
        .get(0);
  }

  static Map<RunState, Long> runCounts(Sql sql, Duration window) {
    Map<RunState, Long> counts = new EnumMap<>(RunState.class);
    sql.list(
        """
        select state, count(*) as n from dag_run where end_date >= ? group by state
        union all
        select 'queued', count(*) from dag_run where state = 'queued'
        union all
        select 'running', count(*) from dag_run where state = 'running'
        """,
        row -> counts.put(RunState.ofWireName(row.text("state")), row.big("n")),
        sql.now().minus(window));
    return counts;
  }

  static Map<TaskState, Long> taskCounts(Sql sql, Duration window) {
    Map<TaskState, Long> counts = new EnumMap<>(TaskState.class);
    sql.list(
        """
        select state, count(*) as n from task_instance where end_date >= ? group by state
        union all
        select state, count(*) from task_instance
        where state in ('queued', 'running', 'restarting', 'deferred') group by state
        union all
        select state, count(*) from task_instance where state = 'scheduled' group by state
        union all
        select state, count(*) from task_instance
        where state in ('up_for_retry', 'up_for_reschedule')
          and (end_date is null or end_date < ?) group by state
        """,
        row -> counts.merge(TaskState.ofWireName(row.text("state")), row.big("n"), Long::sum),
        sql.now().minus(window),
        sql.now().minus(window));
    return counts;
  }

  static List<RunningRun> runningNow(Sql sql, int limit) {
    return sql.list(
        "select"
            + RunRows.COLUMNS
            + """
            , p.done, p.total
            from (select * from dag_run where state = 'running' order by start_date, id limit ?) r
            cross join lateral (
              select count(*) as total, count(*) filter (where t.state in (
                'success', 'failed', 'skipped', 'upstream_failed', 'removed')) as done
              from task_instance t where t.run_pk = r.id) p
            order by r.start_date, r.id
            """,
        row -> new RunningRun(RunRows.run(row), row.number("done"), row.number("total")),
        limit);
  }

  static List<FailureGroup> failures(Sql sql, Duration window, int limit) {
    return sql.list(
        """
        with recent as (
          select t.*, coalesce(t.reason, 'failed without a reason') as text
          from task_instance t where t.state = 'failed' and t.end_date >= ?
          order by t.end_date desc limit 10000),
        grouped as (
          select count(*) as n, min(end_date) as first, max(end_date) as last,
            (array_agg(id order by end_date desc))[1] as newest,
            (array_agg(distinct dag_id))[1:10] as dag_ids
          from recent group by regexp_replace(text, '[0-9]+', '#', 'g'))
        select g.n, g.first, g.last, g.dag_ids, t.dag_id, r.run_id, t.task_id, t.map_index,
          coalesce(t.reason, 'failed without a reason') as reason
        from grouped g join task_instance t on t.id = g.newest join dag_run r on r.id = t.run_pk
        order by g.n desc, g.last desc limit ?
        """,
        OverviewQueries::failureGroup,
        sql.now().minus(window),
        limit);
  }

  private static FailureGroup failureGroup(Row row) throws SQLException {
    return new FailureGroup(
        row.text("reason"),
        row.big("n"),
        row.instant("first"),
        row.instant("last"),
        new Where(
            row.text("dag_id"), row.text("run_id"), row.text("task_id"), row.number("map_index")),
        row.texts("dag_ids"));
  }

  static List<NextFire> nextFires(PostgresDagStore dags, int limit) {
    return dags
        .stored(
            """
             where not d.paused and not d.stale and d.next_run_after is not null
               and d.current_version_id is not null
             order by d.next_run_after, d.dag_id limit ?
            """,
            limit)
        .stream()
        .map(dag -> new NextFire(dag.dagId(), Objects.requireNonNull(dag.nextFire())))
        .toList();
  }
}
