/** Trino's SQL, translated for DuckDB and run over the files of the S3 store. */
@NullMarked
package io.orchestrator.localaws.athena.sql;

import org.jspecify.annotations.NullMarked;
