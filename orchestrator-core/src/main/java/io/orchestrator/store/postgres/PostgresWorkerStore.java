package io.orchestrator.store.postgres;

import io.orchestrator.store.WorkerStore;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Processes that live, in the table {@code member}. */
final class PostgresWorkerStore implements WorkerStore {
  private static final String SELECT =
      "select name, role, hostname, pid, slots, started_at, seen_at from member";

  private final Sql sql;

  PostgresWorkerStore(Sql sql) {
    this.sql = sql;
  }

  @Override
  public void beat(String name, String role, String hostname, long pid, int slots) {
    sql.update(
        """
        insert into member as m (name, role, hostname, pid, slots) values (?, ?, ?, ?, ?)
        on conflict (name) do update set
          role = excluded.role, hostname = excluded.hostname, slots = excluded.slots,
          pid = excluded.pid, seen_at = excluded.seen_at,
          started_at = case when m.pid = excluded.pid and m.hostname = excluded.hostname
            then m.started_at else excluded.started_at end
        """,
        name,
        role,
        hostname,
        pid,
        slots);
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
        row.instant("started_at"),
        row.instant("seen_at"));
  }
}
