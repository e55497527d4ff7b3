/**
 * One attempt from the inside: the runner, what the task's code sees, and the values it passes on.
 * It runs in a worker, or in a test without one; the wire and the threads are its callers'.
 */
@NullMarked
package io.orchestrator.task;

import org.jspecify.annotations.NullMarked;
