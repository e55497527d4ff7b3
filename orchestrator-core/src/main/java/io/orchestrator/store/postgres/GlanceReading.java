package io.orchestrator.store.postgres;

import io.orchestrator.store.Glance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks whether a sweep has anything to do, in one statement that touches the heads of indexes. */
final class GlanceReading {
  private static final String GLANCE =
      "select exists (select from dag d where"
          + PostgresDagStore.MAY_FIRE
          + PostgresDagStore.HAS_ROOM
          + """
           and d.next_run_after <= n.at) as runs_due,
        exists (
          select from dag_run q join dag d on d.dag_id = q.dag_id
          where q.state = 'queued' and q.run_after <= n.at and not d.paused) as runs_queued,
        exists (
          select from task_instance
          where state in ('queued', 'running', 'restarting') and lease_until <= ?) as lost,
        exists (
          select from task_instance
          where state in ('up_for_retry', 'up_for_reschedule') and retry_at <= n.at) as timers_due,
        least(
          (select min(retry_at) from task_instance
           where state in ('up_for_retry', 'up_for_reschedule') and retry_at > n.at),
          (select min(lease_until) from task_instance
           where state in ('queued', 'running', 'restarting') and lease_until > n.at),
          (select d.next_run_after from dag d where
      """
          + PostgresDagStore.MAY_FIRE
          + """
           and d.next_run_after > n.at order by d.next_run_after limit 1)) as next
      from (select now() as at) n
      """;

  private GlanceReading() {}

  static Glance read(Sql sql, Instant leases, List<Long> leastPlanned) {
    return sql.first(
            GLANCE,
            row ->
                new Glance(
                    sql.now(),
                    row.flag("runs_due"),
                    row.flag("runs_queued"),
                    row.flag("lost"),
                    row.flag("timers_due"),
                    leastPlanned,
                    Optional.ofNullable(row.instantOrNull("next"))),
            leases)
        .orElseThrow();
  }
}
