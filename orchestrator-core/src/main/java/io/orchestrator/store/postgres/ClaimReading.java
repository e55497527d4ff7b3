package io.orchestrator.store.postgres;

import io.orchestrator.run.ClaimSnapshot;
import io.orchestrator.run.ClaimSnapshot.Candidate;
import io.orchestrator.run.ClaimSnapshot.Limits;
import io.orchestrator.run.ClaimSnapshot.PoolUse;
import io.orchestrator.run.Holders;
import io.orchestrator.store.TaskStore.Except;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads what claiming decides on, one claimer at a time: under the lock of the claim book, whose
 * version tells whoever remembers earlier claims. Instances whose pool, run or task has no room are
 * left out, so that however many of them wait, they hide nothing that could run.
 */
final class ClaimReading {
  private static final String LOCK = "update claim_book set version = version + 1 where only_row";

  private static final String BEST_FIRST =
      " order by t.priority desc, t.order_date, t.map_index, t.id ";

  /**
   * First the DAGs that have anything scheduled, each found with one step in the index, then an
   * equal part of each. The offsets keep the planner from joining in another order: a plan made
   * while few runs were running would read all scheduled instances once for each run. For the same
   * reason what is full is a filter and not a join.
   */
  private static final String CANDIDATES =
      """
      with recursive ready(dag_id) as (
        (select s.dag_id from task_instance s where s.state = 'scheduled'
         order by s.dag_id limit 1)
        union all
        select (select s.dag_id from task_instance s
          where s.state = 'scheduled' and s.dag_id > b.dag_id order by s.dag_id limit 1)
        from ready b where b.dag_id is not null)
      select greatest(? / w.dags, 1) as part,
      """
          + ClaimRows.COLUMNS
          + """
      from (
        select b.dag_id, count(*) over () as dags from ready b
        where b.dag_id is not null offset 0) w
      cross join lateral (
        select from dag d where d.dag_id = w.dag_id and not d.paused offset 0) d
      cross join lateral (
        select t.* from task_instance t
        cross join lateral (
          select from dag_run r where r.id = t.run_pk and r.state = 'running' offset 0) r
        cross join lateral (
          select from unnest(?, ?) as p(name, free)
          where p.name = t.pool and t.pool_slots <= p.free offset 0) p
        where t.state = 'scheduled' and t.dag_id = w.dag_id and t.queue = any(?)
          and t.run_pk not in (select unnest(?))
          and t.dag_id || '/' || t.task_id not in (select unnest(?))
          and t.run_pk || '/' || t.task_id not in (select unnest(?))
          and t.id not in (select unnest(?))
        order by t.priority desc, t.order_date, t.map_index, t.id
        limit greatest(? / w.dags, 1)) t
      """
          + BEST_FIRST;

  private static final String OF_RUN =
      "select"
          + ClaimRows.COLUMNS
          + "from task_instance t where t.state = 'scheduled' and t.run_pk = ?"
          + BEST_FIRST;

  private static final String USE =
      """
      select g.*, (select r.run_id from dag_run r where r.id = g.run_pk) as run_id
      from (
        select run_pk, dag_id, task_id, pool, state = 'deferred' as deferred,
          count(*) as n, sum(pool_slots) as slots, max(max_active_tasks) as most_in_run,
          max(max_active_across_runs) as most_of_task, max(max_active_per_run) as most_of_task_in_run
        from task_instance where state in ('queued', 'running', 'restarting', 'deferred')
        group by run_pk, dag_id, task_id, pool, state = 'deferred') g
      order by g.run_pk, g.task_id
      """;

  private final Map<String, Use> pools = new HashMap<>();
  private final Map<String, Integer> inDag = new HashMap<>();
  private final Map<Long, Integer> inRun = new HashMap<>();
  private final Map<String, Integer> ofTask = new HashMap<>();
  private final Map<String, Integer> ofTaskInRun = new HashMap<>();
  private final Set<Long> fullRuns = new HashSet<>();
  private final Set<String> fullTasks = new HashSet<>();
  private final Set<String> fullTasksInRun = new HashSet<>();

  private ClaimReading(Sql sql) {
    sql.list(
        "select name, slots, include_deferred from pool order by name",
        row ->
            pools.put(
                row.text("name"), new Use(row.number("slots"), row.flag("include_deferred"))));
    sql.list(USE, this::count);
  }

  static ClaimSnapshot read(Sql sql, Collection<String> queues, Except except, int limit) {
    sql.update(LOCK);
    ClaimReading reading = new ClaimReading(sql);
    reading.fullRuns.addAll(except.runPks());
    List<Use> uses = List.copyOf(reading.pools.values());
    Map<String, Integer> found = new HashMap<>();
    boolean[] more = {false};
    List<Candidate> candidates =
        sql.list(
            CANDIDATES,
            row -> {
              Candidate candidate = ClaimRows.candidate(row);
              int count = found.merge(candidate.dagId(), 1, Integer::sum);
              more[0] |= count >= row.number("part");
              return candidate;
            },
            limit,
            Sql.texts(reading.pools.keySet()),
            Sql.array("integer", Columns.of(uses, Use::free)),
            Sql.texts(queues),
            Sql.array("bigint", reading.fullRuns),
            Sql.texts(reading.fullTasks),
            Sql.texts(reading.fullTasksInRun),
            Sql.array("uuid", except.ids()),
            limit);
    return reading.snapshot(sql.now(), candidates, more[0]);
  }

  /** For explaining: all of a run that wait to be claimed, with room or without. */
  static ClaimSnapshot ofRun(Sql sql, long runPk) {
    return new ClaimReading(sql)
        .snapshot(sql.now(), sql.list(OF_RUN, ClaimRows::candidate, runPk), false);
  }

  private ClaimSnapshot snapshot(Instant now, List<Candidate> candidates, boolean more) {
    Map<String, PoolUse> uses = new HashMap<>();
    pools.forEach(
        (name, use) -> uses.put(name, new PoolUse(use.slots, use.used, use.holders.words())));
    return new ClaimSnapshot(now, candidates, more, uses, inDag, inRun, ofTask, ofTaskInRun);
  }

  private boolean count(Row row) throws SQLException {
    boolean deferred = row.flag("deferred");
    Use use = pools.get(row.text("pool"));
    if (use != null && (!deferred || use.includeDeferred)) {
      use.used += row.number("slots");
      use.holders.add(row.text("dag_id"), row.text("task_id"), row.text("run_id"), row.number("n"));
    }
    if (!deferred) {
      countActive(row);
    }
    return deferred;
  }

  private void countActive(Row row) throws SQLException {
    long runPk = row.big("run_pk");
    int n = row.number("n");
    String taskId = row.text("task_id");
    Limits limits =
        Limits.of(
            row.number("most_in_run"),
            row.numberOrNull("most_of_task"),
            row.numberOrNull("most_of_task_in_run"));
    inDag.merge(row.text("dag_id"), n, Integer::sum);
    count(inRun, runPk, n, limits.tasksInRun(), fullRuns);
    count(ofTask, row.text("dag_id") + "/" + taskId, n, limits.ofTask(), fullTasks);
    count(ofTaskInRun, runPk + "/" + taskId, n, limits.ofTaskInRun(), fullTasksInRun);
  }

  private static <K> void count(Map<K, Integer> counts, K key, int n, int most, Set<K> full) {
    if (counts.merge(key, n, Integer::sum) >= most) {
      full.add(key);
    }
  }

  /** A pool while it is being counted. */
  private static final class Use {
    private final int slots;
    private final boolean includeDeferred;
    private final Holders holders = new Holders();
    private int used;

    Use(int slots, boolean includeDeferred) {
      this.slots = slots;
      this.includeDeferred = includeDeferred;
    }

    private int free() {
      return slots < 0 ? Integer.MAX_VALUE : slots - used;
    }
  }
}
