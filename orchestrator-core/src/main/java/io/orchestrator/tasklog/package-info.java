/** The SPI for task logs: numbered chunks, one handler per place they end in. */
@NullMarked
package io.orchestrator.tasklog;

import org.jspecify.annotations.NullMarked;
