package io.orchestrator.store.postgres;

import io.orchestrator.store.WorkerStore;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Processes that live, in the table {@code member}. */
final class PostgresWorkerStore implements WorkerStore {
  private static final String SELECT =
      "select name, role, hostname, pid, slots, queues, started_at, seen_at from member";

  private final Sql sql;

  PostgresWorkerStore(Sql sql) {
    this.sql = sql;
  }

  @Override
  public void beat(Beat beat) {
    sql.update(
        """
        insert into member as m (name, role, hostname, pid, slots, queues)
        values (?, ?, ?, ?, ?, ?)
        on conflict (name) do update set
          role = excluded.role, hostname = excluded.hostname, slots = excluded.slots,
          queues = excluded.queues, pid = excluded.pid, seen_at = excluded.seen_at,
          started_at = case when m.pid = excluded.pid and m.hostname = excluded.hostname
            then m.started_at else excluded.started_at end
        """,
        beat.name(),
        beat.role(),
        beat.hostname(),
        beat.pid(),
        beat.slots(),
        Sql.texts(beat.queues()));
  }

  @Override
  public void goodbye(String name) {
    sql.update("delete from member where name = ?", name);
  }

  @Override
  public void forget(Duration silence) {
    sql.update("delete from member where seen_at < ?", sql.now().minus(silence));
  }

  @Override
  public List<Member> seenWithin(Duration age) {
    return sql.list(
        SELECT + " where seen_at >= ? order by name",
        PostgresWorkerStore::member,
        sql.now().minus(age));
  }

  @Override
  public List<Member> all() {
    return sql.list(SELECT + " order by name", PostgresWorkerStore::member);
  }

  private static Member member(Row row) throws SQLException {
    return new Member(
        row.text("name"),
        row.text("role"),
        row.text("hostname"),
        row.big("pid"),
        row.number("slots"),
        row.texts("queues"),
        row.instant("started_at"),
        row.instant("seen_at"));
  }
}
