/** DuckDB over the files of the S3 store, from a statement to its result. */
@NullMarked
package io.orchestrator.localaws.athena.sql.engine;

import org.jspecify.annotations.NullMarked;
