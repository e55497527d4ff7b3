/** The store on PostgreSQL: plain batched JDBC for the engine, JPA for administration. */
@NullMarked
package io.orchestrator.store.postgres;

import org.jspecify.annotations.NullMarked;
