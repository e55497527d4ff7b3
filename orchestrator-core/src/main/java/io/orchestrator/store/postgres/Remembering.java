package io.orchestrator.store.postgres;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.UndoPlan;
import io.orchestrator.store.RunStore.Remembered;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The table {@code undo}: rows of runs and task instances as they were, whole. */
final class Remembering {
  private Remembering() {}

  static void remember(Sql sql, Remembered.Key key, long runPk, Collection<UUID> touched) {
    sql.update("delete from undo where at < ?", sql.now().minus(Remembered.KEPT));
    sql.update(
        """
        insert into undo (run_pk, order_id, actor, at, run, tasks, touched)
        select r.id, ?, ?, ?, to_jsonb(r),
          coalesce((select jsonb_agg(to_jsonb(t) order by t.task_id, t.map_index)
            from task_instance t where t.run_pk = r.id), '[]'), ?
        from dag_run r where r.id = ?
        on conflict (run_pk) do update set order_id = excluded.order_id, actor = excluded.actor,
          at = excluded.at, run = excluded.run, tasks = excluded.tasks, touched = excluded.touched
        """,
        key.orderId(),
        key.actor(),
        sql.now(),
        Sql.array("uuid", touched),
        runPk);
  }

  static void forget(Sql sql, long runPk) {
    sql.update("delete from undo where run_pk = ?", runPk);
  }

  static List<Remembered> find(Sql sql, UUID orderId) {
    return sql.list(
        "select u.actor, u.at, u.touched,"
            + RunRows.COLUMNS
            + "from undo u cross join jsonb_populate_record(null::dag_run, u.run) r"
            + " where u.order_id = ? order by u.run_pk",
        row -> {
          DagRun run = RunRows.run(row);
          Set<UUID> touched = Set.copyOf(row.uuids("touched"));
          return new Remembered(
              new Remembered.Key(orderId, row.text("actor")),
              row.instant("at"),
              new UndoPlan.Before(run, tasks(sql, run.id()), touched));
        },
        orderId);
  }

  private static List<TaskInstance> tasks(Sql sql, long runPk) {
    return sql.list(
        "select"
            + TaskRows.COLUMNS
            + "from undo u cross join jsonb_populate_recordset(null::task_instance, u.tasks) t"
            + " where u.run_pk = ? order by t.id",
        TaskRows::task,
        runPk);
  }
}
