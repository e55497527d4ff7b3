/** Queries from start to result, and what is remembered of them. */
@NullMarked
package io.orchestrator.localaws.athena.execution;

import org.jspecify.annotations.NullMarked;
