/** Tests of task log places and reading. */
@NullMarked
package io.orchestrator.tasklog;

import org.jspecify.annotations.NullMarked;
