/** Tests of one attempt from the inside, and what stands in for its surroundings. */
@NullMarked
package io.orchestrator.task;

import org.jspecify.annotations.NullMarked;
