/** Tests of the worker with a server in memory and a clock set by hand. */
@NullMarked
package io.orchestrator.worker;

import org.jspecify.annotations.NullMarked;
