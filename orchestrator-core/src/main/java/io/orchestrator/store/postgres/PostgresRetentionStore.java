package io.orchestrator.store.postgres;

import io.orchestrator.store.RetentionStore;
import io.orchestrator.store.RunStore.Remembered;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Deletes runs and audit rows, a few at a time. */
record PostgresRetentionStore(Sql sql) implements RetentionStore {
  /** What a run that comes, or one that has not ended, asks of earlier ones. */
  private static final String NEEDED =
      """
      with asks as (
        select 'infinity'::timestamptz as logical_date
        union all
        select u.logical_date from dag_run u
        where u.dag_id = ? and u.state in ('queued', 'running') and u.logical_date is not null)
      select distinct p.id from asks cross join lateral (
        (select r.id from dag_run r where r.dag_id = ? and r.logical_date < asks.logical_date
         order by r.logical_date desc limit 1)
        union all
        (select r.id from dag_run r where r.dag_id = ? and r.logical_date < asks.logical_date
           and r.run_type <> 'manual' order by r.logical_date desc limit 1)
        union all
        (select r.id from dag_run r where r.dag_id = ? and r.logical_date < asks.logical_date
           and r.run_type in ('scheduled', 'backfill') order by r.logical_date desc limit 1)
        union all
        (select r.id from dag_run r where r.dag_id = ? and r.logical_date < asks.logical_date
           and r.state = 'success' order by r.logical_date desc limit 1)) p
      """;

  private static final String EXPIRED =
      """
      select r.id, r.run_id, r.end_date,
        (select count(*) from task_instance t where t.run_pk = r.id) as tasks
      from dag_run r
      where r.dag_id = ? and r.end_date < ? and r.id <> all(?)
        and not exists (
          select from task_instance t where t.run_pk = r.id
            and t.state in ('queued', 'running', 'restarting', 'deferred'))
        and not exists (select from undo u where u.run_pk = r.id and u.at > ?)
      order by r.end_date, r.id limit ?
      """;

  @Override
  public Optional<Instant> endOf(String dagId, int nth) {
    return sql.first(
        """
        select end_date from dag_run where dag_id = ? and end_date is not null
        order by end_date desc offset ? limit 1
        """,
        row -> row.instant("end_date"),
        dagId,
        nth - 1);
  }

  @Override
  public List<ExpiredRun> expired(String dagId, Instant endedBefore, int limit) {
    List<Long> needed = sql.list(NEEDED, row -> row.big("id"), dagId, dagId, dagId, dagId, dagId);
    return sql.list(
        EXPIRED,
        row ->
            new ExpiredRun(
                row.big("id"), row.text("run_id"), row.instant("end_date"), row.number("tasks")),
        dagId,
        endedBefore,
        Sql.array("bigint", needed),
        sql.now().minus(Remembered.KEPT),
        limit);
  }

  /** The runs before their task instances, each in the order in which every writer locks them. */
  @Override
  public Collection<Long> delete(Collection<Long> runPks, Instant endedBefore, boolean keepNames) {
    Set<Long> gone =
        new HashSet<>(
            sql.list(
                """
                select id from dag_run where id = any(?) and end_date < ?
                order by id for update skip locked
                """,
                row -> row.big("id"),
                Sql.array("bigint", runPks),
                endedBefore));
    sql.list(
            "select run_pk, state in ('queued', 'running', 'restarting', 'deferred') as at_work"
                + " from task_instance where run_pk = any(?) order by id for update",
            row -> row.flag("at_work") ? row.big("run_pk") : -1L,
            Sql.array("bigint", gone))
        .forEach(gone::remove);
    if (keepNames) {
      sql.update(
          """
          insert into deleted_run (dag_id, run_id, at)
          select dag_id, run_id, now() from dag_run where id = any(?)
          on conflict (dag_id, run_id) do update set at = excluded.at
          """,
          Sql.array("bigint", gone));
    }
    sql.update("delete from dag_run where id = any(?)", Sql.array("bigint", gone));
    return gone;
  }

  @Override
  public List<DeletedRun> deletedRuns(int limit) {
    return sql.list(
        "select dag_id, run_id, at from deleted_run order by at, dag_id, run_id limit ?",
        row -> new DeletedRun(row.text("dag_id"), row.text("run_id"), row.instant("at")),
        limit);
  }

  @Override
  public void forget(DeletedRun run) {
    sql.update(
        "delete from deleted_run where dag_id = ? and run_id = ? and at = ?",
        run.dagId(),
        run.runId(),
        run.at());
  }

  /** Along its key, which is the order in which it lies: no table is read without an index. */
  @Override
  public long countAudit(Instant before) {
    return sql.first(
            "select count(*) as n from (select at from audit order by seq) a where at < ?",
            row -> row.big("n"),
            before)
        .orElse(0L);
  }

  /** The log is in the order of time: only its oldest rows are looked at. */
  @Override
  public int deleteAudit(Instant before, int limit) {
    return sql.update(
        """
        delete from audit where seq in (
          select o.seq from (select seq, at from audit order by seq limit ?) o where o.at < ?)
        """,
        limit,
        before);
  }
}
