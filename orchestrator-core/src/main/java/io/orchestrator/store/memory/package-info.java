/**
 * The store in memory: for tests, {@code DagTester} and simulations; same contract as PostgreSQL.
 */
@NullMarked
package io.orchestrator.store.memory;

import org.jspecify.annotations.NullMarked;
