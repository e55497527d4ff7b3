package io.orchestrator.store.postgres;

import io.orchestrator.run.ClaimSnapshot;
import io.orchestrator.run.ClaimSnapshot.Candidate;
import io.orchestrator.run.ClaimSnapshot.PoolUse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what claiming decides on, one claimer at a time. The lock is an advisory one of the
 * transaction: it is gone with the connection, whatever happens to the process.
 */
final class ClaimReading {
  private static final long CLAIM_LOCK = 0x4f72_6368_636c_6d31L;
  private static final int HOLDERS_SHOWN = 5;

  /**
   * The offsets keep the planner from joining in another order: a plan made while few runs were
   * running would read all scheduled instances once for each run.
   */
  private static final String CANDIDATES =
      "select"
          + TaskRows.COLUMNS
          + """
      , t.dag_id, t.order_date, t.priority, t.pool, t.pool_slots, t.max_active_tasks,
        t.max_active_across_runs, t.max_active_per_run
      from task_instance t
      cross join lateral (
        select from dag_run r where r.id = t.run_pk and r.state = 'running' offset 0) r
      cross join lateral (
        select from dag d where d.dag_id = t.dag_id and not d.paused offset 0) d
      where t.state = 'scheduled' and t.queue = any(?)
      order by t.priority desc, t.order_date, t.map_index, t.id
      limit ?
      """;

  private static final String USE =
      """
      select g.*, (select r.run_id from dag_run r where r.id = g.run_pk) as run_id
      from (
        select run_pk, dag_id, task_id, pool, state = 'deferred' as deferred,
          count(*) as n, sum(pool_slots) as slots
        from task_instance where state in ('queued', 'running', 'restarting', 'deferred')
        group by run_pk, dag_id, task_id, pool, state = 'deferred') g
      order by g.run_pk, g.task_id
      """;

  private final Map<String, Use> pools = new HashMap<>();
  private final Map<Long, Integer> inRun = new HashMap<>();
  private final Map<String, Integer> ofTask = new HashMap<>();
  private final Map<String, Integer> ofTaskInRun = new HashMap<>();

  private ClaimReading() {}

  static ClaimSnapshot read(Sql sql, Collection<String> queues, int limit) {
    sql.call("select pg_advisory_xact_lock(?)", CLAIM_LOCK);
    List<Candidate> candidates =
        sql.list(CANDIDATES, ClaimReading::candidate, Sql.texts(queues), limit);
    ClaimReading reading = new ClaimReading();
    sql.list(
        "select name, slots, include_deferred from pool",
        row ->
            reading.pools.put(
                row.text("name"), new Use(row.number("slots"), row.flag("include_deferred"))));
    sql.list(USE, reading::count);
    return reading.snapshot(candidates);
  }

  private ClaimSnapshot snapshot(List<Candidate> candidates) {
    Map<String, PoolUse> uses = new HashMap<>();
    pools.forEach(
        (name, use) -> uses.put(name, new PoolUse(use.slots, use.used, List.copyOf(use.holders))));
    return new ClaimSnapshot(candidates, uses, inRun, ofTask, ofTaskInRun);
  }

  private boolean count(Row row) throws SQLException {
    boolean deferred = row.flag("deferred");
    Use use = pools.get(row.text("pool"));
    if (use != null && (!deferred || use.includeDeferred)) {
      use.used += row.number("slots");
      if (use.holders.size() < HOLDERS_SHOWN) {
        use.holders.add(
            row.text("dag_id") + "." + row.text("task_id") + " (" + row.text("run_id") + ")");
      }
    }
    if (!deferred) {
      long runPk = row.big("run_pk");
      int n = row.number("n");
      inRun.merge(runPk, n, Integer::sum);
      ofTask.merge(row.text("dag_id") + "/" + row.text("task_id"), n, Integer::sum);
      ofTaskInRun.merge(runPk + "/" + row.text("task_id"), n, Integer::sum);
    }
    return deferred;
  }

  private static Candidate candidate(Row row) throws SQLException {
    return new Candidate(
        TaskRows.task(row),
        row.text("dag_id"),
        row.instant("order_date"),
        row.number("priority"),
        row.text("pool"),
        row.number("pool_slots"),
        row.number("max_active_tasks"),
        orUnlimited(row.numberOrNull("max_active_across_runs")),
        orUnlimited(row.numberOrNull("max_active_per_run")));
  }

  private static int orUnlimited(@Nullable Integer limit) {
    return limit == null ? Candidate.UNLIMITED : limit;
  }

  /** A pool while it is being counted. */
  private static final class Use {
    private final int slots;
    private final boolean includeDeferred;
    private final List<String> holders = new ArrayList<>();
    private int used;

    Use(int slots, boolean includeDeferred) {
      this.slots = slots;
      this.includeDeferred = includeDeferred;
    }
  }
}
