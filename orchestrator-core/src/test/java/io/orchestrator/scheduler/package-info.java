/** The engine on the store in memory: build a DAG, set the time, tick, look at the states. */
@NullMarked
package io.orchestrator.scheduler;

import org.jspecify.annotations.NullMarked;
