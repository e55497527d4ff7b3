/**
 * The SPI for task logs: numbered chunks, and a handler for each kind of place they are kept in.
 */
@NullMarked
package io.orchestrator.tasklog;

import org.jspecify.annotations.NullMarked;
