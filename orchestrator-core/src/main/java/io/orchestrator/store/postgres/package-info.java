/** The store on PostgreSQL: plain batched JDBC. */
@NullMarked
package io.orchestrator.store.postgres;

import org.jspecify.annotations.NullMarked;
