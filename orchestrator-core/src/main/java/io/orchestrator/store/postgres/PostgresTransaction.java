package io.orchestrator.store.postgres;

import io.orchestrator.store.AuditStore;
import io.orchestrator.store.DagStore;
import io.orchestrator.store.MemberStore;
import io.orchestrator.store.RunStore;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.store.TaskStore;
import io.orchestrator.store.XComStore;
import java.time.Instant;

/** The ports on one open transaction. */
final class PostgresTransaction implements StoreTransaction {
  private final Sql sql;
  private final PostgresDagStore dags;
  private final PostgresRunStore runs;
  private final PostgresTaskStore tasks;
  private final PostgresXComStore xcoms;
  private final PostgresAuditStore audit;
  private final PostgresMemberStore members;

  PostgresTransaction(Sql sql, Versions versions) {
    this.sql = sql;
    dags = new PostgresDagStore(sql, versions);
    runs = new PostgresRunStore(sql, dags, versions);
    tasks = new PostgresTaskStore(sql);
    xcoms = new PostgresXComStore(sql);
    audit = new PostgresAuditStore(sql);
    members = new PostgresMemberStore(sql);
  }

  @Override
  public Instant now() {
    return sql.now();
  }

  @Override
  public DagStore dags() {
    return dags;
  }

  @Override
  public RunStore runs() {
    return runs;
  }

  @Override
  public TaskStore tasks() {
    return tasks;
  }

  @Override
  public XComStore xcoms() {
    return xcoms;
  }

  @Override
  public AuditStore audit() {
    return audit;
  }

  @Override
  public MemberStore members() {
    return members;
  }
}
