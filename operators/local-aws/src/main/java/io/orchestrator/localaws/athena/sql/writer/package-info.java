/**
 * Writes Trino's queries in DuckDB's SQL. About tables it only asks; it does not know where they
 * are.
 */
@NullMarked
package io.orchestrator.localaws.athena.sql.writer;

import org.jspecify.annotations.NullMarked;
