/** Trino's functions for DuckDB: those it has under another name, and those written in Java. */
@NullMarked
package io.orchestrator.localaws.athena.sql.functions;

import org.jspecify.annotations.NullMarked;
