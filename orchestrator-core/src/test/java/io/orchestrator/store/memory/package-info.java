/** The store in memory, by the contract of all stores. */
@NullMarked
package io.orchestrator.store.memory;

import org.jspecify.annotations.NullMarked;
