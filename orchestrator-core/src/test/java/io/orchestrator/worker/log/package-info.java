/** Tests of the worker's log spool. */
@NullMarked
package io.orchestrator.worker.log;

import org.jspecify.annotations.NullMarked;
