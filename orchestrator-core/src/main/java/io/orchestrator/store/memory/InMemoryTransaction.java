package io.orchestrator.store.memory;

import io.orchestrator.store.AuditStore;
import io.orchestrator.store.DagStore;
import io.orchestrator.store.MemberStore;
import io.orchestrator.store.RunStore;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.store.TaskStore;
import io.orchestrator.store.XComStore;
import java.time.Instant;

/** The ports on the rows, at one moment. */
final class InMemoryTransaction implements StoreTransaction {
  private final Instant now;
  private final InMemoryDagStore dags;
  private final InMemoryRunStore runs;
  private final InMemoryTaskStore tasks;
  private final InMemoryXComStore xcoms;
  private final InMemoryAuditStore audit;
  private final InMemoryMemberStore members;

  InMemoryTransaction(Tables rows, Instant now) {
    this.now = now;
    audit = new InMemoryAuditStore(rows, now);
    dags = new InMemoryDagStore(rows, now);
    tasks = new InMemoryTaskStore(rows, audit, now);
    runs = new InMemoryRunStore(rows, tasks, audit, now);
    xcoms = new InMemoryXComStore(rows, now);
    members = new InMemoryMemberStore(rows, now);
  }

  @Override
  public Instant now() {
    return now;
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
