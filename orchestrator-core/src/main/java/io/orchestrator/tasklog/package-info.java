/**
 * The SPI for task logs: numbered chunks, a handler for each kind of place they are kept in, and
 * the lines as they are read back.
 */
@NullMarked
package io.orchestrator.tasklog;

import org.jspecify.annotations.NullMarked;
