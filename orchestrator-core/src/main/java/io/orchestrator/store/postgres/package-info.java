/**
 * The store on PostgreSQL: plain batched JDBC. {@link io.orchestrator.store.postgres.Terms} says
 * how transactions begin: read committed for who writes, one snapshot for who reads.
 */
@NullMarked
package io.orchestrator.store.postgres;

import org.jspecify.annotations.NullMarked;
