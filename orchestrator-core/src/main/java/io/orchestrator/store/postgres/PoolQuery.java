package io.orchestrator.store.postgres;

import io.orchestrator.administration.Pool;
import io.orchestrator.store.Overview.PoolLoad;
import java.util.List;

/** Pools and who takes their slots. */
final class PoolQuery {
  private PoolQuery() {}

  static List<PoolLoad> read(Sql sql) {
    return sql.list(
        """
        with taken as (
          select pool, state, sum(pool_slots) as slots from task_instance
          where state in ('queued', 'running', 'restarting', 'deferred') group by pool, state
          union all
          select pool, state, sum(pool_slots) from task_instance where state = 'scheduled'
          group by pool, state)
        select p.name, p.slots, p.description, p.include_deferred,
          coalesce(sum(t.slots) filter (where t.state = 'queued'), 0) as queued,
          coalesce(sum(t.slots) filter (where t.state in ('running', 'restarting')), 0) as running,
          coalesce(sum(t.slots) filter (where t.state = 'scheduled'), 0) as scheduled,
          coalesce(sum(t.slots) filter (where t.state = 'deferred'), 0) as deferred
        from pool p left join taken t on t.pool = p.name
        group by p.name order by p.name
        """,
        row ->
            new PoolLoad(
                new Pool(
                    row.text("name"),
                    row.number("slots"),
                    row.textOrNull("description"),
                    row.flag("include_deferred")),
                row.number("slots"),
                row.number("queued"),
                row.number("running"),
                row.number("scheduled"),
                row.number("deferred")));
  }
}
