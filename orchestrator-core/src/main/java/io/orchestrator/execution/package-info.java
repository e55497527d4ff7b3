/** The task execution API: the contract between workers and server, and nothing of either side. */
@NullMarked
package io.orchestrator.execution;

import org.jspecify.annotations.NullMarked;
