/** One task instance: log, templates, XComs and details. */
@NullMarked
package io.orchestrator.web.ui.task;

import org.jspecify.annotations.NullMarked;
