/** Tests of process supervision, with real processes and a child JVM that is killed. */
@NullMarked
package io.orchestrator.worker.process;

import org.jspecify.annotations.NullMarked;
