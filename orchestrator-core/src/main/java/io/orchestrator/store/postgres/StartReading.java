package io.orchestrator.store.postgres;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.StartSnapshot;
import io.orchestrator.run.StartSnapshot.DagUse;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what starting queued runs decides on, under the locks of their DAGs. */
final class StartReading {
  private StartReading() {}

  static StartSnapshot read(Sql sql, Instant now, int limit) {
    return read(sql, lockDags(sql, now), now, limit);
  }

  static StartSnapshot read(Sql sql, Collection<String> dagIds, Instant now, int limit) {
    return read(sql, lockDags(sql, dagIds, now), now, limit);
  }

  /** Counted when the DAGs are locked: what another scheduler had started is committed then. */
  private static StartSnapshot read(Sql sql, Map<String, Integer> limits, Instant now, int limit) {
    if (limits.isEmpty()) {
      return new StartSnapshot(List.of(), Map.of());
    }
    Map<String, DagUse> dags = new HashMap<>();
    List<DagRun> queued =
        sql.list(
            "select"
                + RunRows.COLUMNS
                + """
                , d.running, d.most
                from (
                  select n.dag_id, n.most, (
                    select count(*) from dag_run b
                    where b.dag_id = n.dag_id and b.state = 'running') as running
                  from unnest(?, ?) as n(dag_id, most)) d
                cross join lateral (
                  select * from dag_run q
                  where q.dag_id = d.dag_id and q.state = 'queued' and q.run_after <= ?
                  order by q.run_after, q.id limit greatest(d.most - d.running, 0)
                  for no key update of q skip locked) r
                order by r.run_after, r.id limit ?
                """,
            row -> {
              dags.put(row.text("dag_id"), new DagUse(row.number("running"), row.number("most")));
              return RunRows.run(row);
            },
            Sql.texts(limits.keySet()),
            Sql.array("integer", limits.values()),
            now,
            limit);
    return new StartSnapshot(queued, dags);
  }

  /** Their max_active_runs by id. */
  private static Map<String, Integer> lockDags(Sql sql, Instant now) {
    Map<String, Integer> limits = new LinkedHashMap<>();
    sql.list(
        """
        select d.dag_id, d.max_active_runs from dag d
        where not d.paused and d.dag_id in (
          select q.dag_id from dag_run q where q.state = 'queued' and q.run_after <= ?)
        order by d.dag_id for no key update of d skip locked
        """,
        row -> limits.put(row.text("dag_id"), row.number("max_active_runs")),
        now);
    return limits;
  }

  private static Map<String, Integer> lockDags(Sql sql, Collection<String> dagIds, Instant now) {
    Map<String, Integer> limits = new LinkedHashMap<>();
    sql.list(
        """
        select d.dag_id, d.max_active_runs from dag d
        where not d.paused and d.dag_id = any(?) and exists (
          select from dag_run q
          where q.dag_id = d.dag_id and q.state = 'queued' and q.run_after <= ?)
        order by d.dag_id for no key update of d skip locked
        """,
        row -> limits.put(row.text("dag_id"), row.number("max_active_runs")),
        Sql.texts(dagIds),
        now);
    return limits;
  }
}
