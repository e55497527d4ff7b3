package io.orchestrator.store;

import java.time.Instant;

/**
 * The ports of one transaction. Not to be kept after it.
 *
 * @param now the store's clock, the same value throughout the transaction
 */
public record StoreTransaction(
    Instant now,
    DagStore dags,
    RunStore runs,
    TaskStore tasks,
    XComStore xcoms,
    AuditStore audit,
    MemberStore members,
    ReactionStore reactions,
    RetentionStore retention) {

  /** The part of it that a reaction needs. */
  public ReactionTransaction forReaction() {
    return new ReactionTransaction(now, dags, runs, tasks, xcoms);
  }
}
