package io.orchestrator.store.postgres;

/**
 * Which process runs or ran an attempt: the one that reported its start for this try, or that which
 * went by its worker's name when it was claimed.
 */
final class AttemptProcess {
  /** Of a task instance {@code t}, its report {@code f} and {@link #JOIN}. */
  static final String COLUMNS =
      """
      case when f.pid is not null and f.try_number = t.try_number then f.hostname
        else coalesce(p.hostname, f.hostname) end as hostname,
      case when f.pid is not null and f.try_number = t.try_number then f.pid
        else coalesce(p.pid, f.pid) end as pid
      """;

  /** To be joined behind {@code t} and {@code f}; it adds and takes no rows. */
  static final String JOIN =
      """
      left join lateral (
        select w.hostname, w.pid from worker_process w
        where w.worker = t.worker and w.since <= t.queued_at
        order by w.since desc limit 1) p on true
      """;

  private AttemptProcess() {}
}
