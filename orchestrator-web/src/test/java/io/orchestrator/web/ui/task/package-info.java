/** Tests of the page of a task instance. */
@NullMarked
package io.orchestrator.web.ui.task;

import org.jspecify.annotations.NullMarked;
