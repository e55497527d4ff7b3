package io.orchestrator.store.postgres;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.StartSnapshot;
import io.orchestrator.run.StartSnapshot.DagUse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads what starting queued runs decides on, under the locks of their DAGs. */
final class StartReading {
  private StartReading() {}

  /** A locked DAG: its max_active_runs, and how many of its running runs are about to end. */
  private record Locked(String dagId, int most, int ending) {}

  static StartSnapshot read(Sql sql, Instant now, int limit) {
    return read(sql, lockDags(sql, now), now, limit);
  }

  /**
   * @param ending the DAGs, each with how many of its running runs are about to end
   */
  static StartSnapshot read(Sql sql, Map<String, Integer> ending, Instant now, int limit) {
    return read(sql, lockDags(sql, ending, now), now, limit);
  }

  /** Counted when the DAGs are locked: what another scheduler had started is committed then. */
  private static StartSnapshot read(Sql sql, List<Locked> locked, Instant now, int limit) {
    if (locked.isEmpty()) {
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
                    where b.dag_id = n.dag_id and b.state = 'running') - n.ending as running
                  from unnest(?, ?, ?) as n(dag_id, most, ending)) d
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
            Sql.texts(locked.stream().map(Locked::dagId).toList()),
            Sql.array("integer", locked.stream().map(Locked::most).toList()),
            Sql.array("integer", locked.stream().map(Locked::ending).toList()),
            now,
            limit);
    return new StartSnapshot(queued, dags);
  }

  private static List<Locked> lockDags(Sql sql, Instant now) {
    return sql.list(
        """
        select d.dag_id, d.max_active_runs from dag d
        where not d.paused and d.dag_id in (
          select q.dag_id from dag_run q where q.state = 'queued' and q.run_after <= ?)
        order by d.dag_id for no key update of d skip locked
        """,
        row -> new Locked(row.text("dag_id"), row.number("max_active_runs"), 0),
        now);
  }

  private static List<Locked> lockDags(Sql sql, Map<String, Integer> ending, Instant now) {
    return sql.list(
        """
        select d.dag_id, d.max_active_runs from dag d
        where not d.paused and d.dag_id = any(?) and exists (
          select from dag_run q
          where q.dag_id = d.dag_id and q.state = 'queued' and q.run_after <= ?)
        order by d.dag_id for no key update of d skip locked
        """,
        row -> {
          String dagId = row.text("dag_id");
          return new Locked(
              dagId, row.number("max_active_runs"), Objects.requireNonNull(ending.get(dagId)));
        },
        Sql.texts(ending.keySet()),
        now);
  }
}
