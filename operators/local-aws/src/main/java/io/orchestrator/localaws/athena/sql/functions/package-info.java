/** Trino's functions for DuckDB: which it has by another name, and the ones written in Java. */
@NullMarked
package io.orchestrator.localaws.athena.sql.functions;

import org.jspecify.annotations.NullMarked;
