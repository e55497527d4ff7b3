/** The planner, its rules and the lifecycle, in memory and on hand-set time. */
@NullMarked
package io.orchestrator.run;

import org.jspecify.annotations.NullMarked;
