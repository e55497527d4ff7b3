package io.orchestrator.store;

import java.time.Instant;

/** The ports of one transaction. Not to be kept after it. */
public interface StoreTransaction {
  /** The store's clock, the same value throughout the transaction. */
  Instant now();

  DagStore dags();

  RunStore runs();

  TaskStore tasks();

  XComStore xcoms();

  AuditStore audit();

  MemberStore members();
}
