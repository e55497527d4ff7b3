/** Runs, task instances, their lifecycle tables and the pure planner. No I/O. */
@NullMarked
package io.orchestrator.run;

import org.jspecify.annotations.NullMarked;
