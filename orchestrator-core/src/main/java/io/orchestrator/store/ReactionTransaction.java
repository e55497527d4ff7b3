package io.orchestrator.store;

import java.time.Instant;

/**
 * The ports of a reaction: to the store itself, or to what is remembered of it. Not to be kept
 * after its transaction.
 *
 * @param now the store's clock, the same value throughout the transaction
 */
public record ReactionTransaction(
    Instant now, DagStore dags, ReactionRuns runs, ReactionTasks tasks, XComStore xcoms) {}
