/** The tables of queries: which objects they read, how, and how statements write them. */
@NullMarked
package io.orchestrator.localaws.athena.sql.tables;

import org.jspecify.annotations.NullMarked;
