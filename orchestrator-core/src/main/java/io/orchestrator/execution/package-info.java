/** The task execution API: what a worker may ask, and the server's side of it. */
@NullMarked
package io.orchestrator.execution;

import org.jspecify.annotations.NullMarked;
