/**
 * Runs operating system programs for tasks and ends all their descendants, even when the worker is
 * killed. An adapter: it may wait, draw random ids and touch processes and files.
 */
@NullMarked
package io.orchestrator.worker.process;

import org.jspecify.annotations.NullMarked;
