/** Tests of the worker's log spool. */
@NullMarked
package io.orchestrator.execution.log;

import org.jspecify.annotations.NullMarked;
