/** Tests of running one attempt, in memory. */
@NullMarked
package io.orchestrator.execution;

import org.jspecify.annotations.NullMarked;
