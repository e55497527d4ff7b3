package io.orchestrator.store.postgres;

import io.orchestrator.store.Member;
import io.orchestrator.store.Member.Identity;
import io.orchestrator.store.Member.Role;
import io.orchestrator.store.MemberStore;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Processes that live, in the table {@code member}. */
record PostgresMemberStore(Sql sql) implements MemberStore {
  @Override
  public void beat(Identity identity) {
    sql.update(
        """
        insert into member as m (name, role, hostname, pid, slots, queues, trouble)
        values (?, ?, ?, ?, ?, ?, ?)
        on conflict (name) do update set
          role = excluded.role, hostname = excluded.hostname, slots = excluded.slots,
          queues = excluded.queues, trouble = excluded.trouble, pid = excluded.pid, seen_at = excluded.seen_at,
          started_at = case when m.pid = excluded.pid and m.hostname = excluded.hostname
            then m.started_at else excluded.started_at end
        """,
        identity.name(),
        identity.role().text(),
        identity.hostname(),
        identity.pid(),
        identity.slots(),
        Sql.texts(identity.queues()),
        identity.trouble());
  }

  @Override
  public void goodbye(String name) {
    sql.update("delete from member where name = ?", name);
  }

  @Override
  public void goesBy(String worker, WorkerProcess process) {
    sql.update(
        """
        insert into worker_process (worker, since, id, hostname, pid)
        select ?, ?, ?, ?, ? where not exists (
          select from (select id from worker_process where worker = ? order by since desc limit 1) latest
          where latest.id = ?)
        on conflict do nothing
        """,
        worker,
        process.since(),
        process.id(),
        process.hostname(),
        process.pid(),
        worker,
        process.id());
  }

  @Override
  public List<WorkerProcess> processes(String worker) {
    return sql.list(
        """
        select id, hostname, pid, since from worker_process
        where worker = ? order by since desc limit 100
        """,
        row ->
            new WorkerProcess(
                row.uuid("id"), row.text("hostname"), row.big("pid"), row.instant("since")),
        worker);
  }

  @Override
  public void forget(Duration silence) {
    sql.update(
        """
        delete from member where name in (
          select name from member where seen_at < ? order by name for update skip locked)
        """,
        sql.now().minus(silence));
  }

  @Override
  public List<Member> seenWithin(Duration age) {
    return sql.list(
        """
        select name, role, hostname, pid, slots, queues, trouble, started_at, seen_at
        from member where seen_at >= ? order by name
        """,
        PostgresMemberStore::member,
        sql.now().minus(age));
  }

  private static Member member(Row row) throws SQLException {
    Identity identity =
        new Identity(
            row.text("name"),
            Role.valueOf(row.text("role").toUpperCase(Locale.ROOT)),
            row.text("hostname"),
            row.big("pid"),
            row.number("slots"),
            row.texts("queues"),
            row.textOrNull("trouble"));
    return new Member(identity, row.instant("started_at"), row.instant("seen_at"));
  }
}
