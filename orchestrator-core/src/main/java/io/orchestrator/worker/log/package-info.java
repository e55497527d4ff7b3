/** The worker's side of task logs: masks, spools and ships what attempts print. */
@NullMarked
package io.orchestrator.worker.log;

import org.jspecify.annotations.NullMarked;
