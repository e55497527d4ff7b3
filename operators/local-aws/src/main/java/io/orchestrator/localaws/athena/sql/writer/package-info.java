/** Writes Trino's queries in DuckDB's SQL; of tables it knows only what to ask. */
@NullMarked
package io.orchestrator.localaws.athena.sql.writer;

import org.jspecify.annotations.NullMarked;
