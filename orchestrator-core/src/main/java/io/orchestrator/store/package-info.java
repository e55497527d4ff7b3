/**
 * Ports to durable state. Narrow verbs that say the intent; one contract suite for every
 * implementation. What is decided is decided in a transaction of {@link
 * io.orchestrator.store.Store}; what is shown is read in a {@link io.orchestrator.store.Snapshot}.
 */
@NullMarked
package io.orchestrator.store;

import org.jspecify.annotations.NullMarked;
