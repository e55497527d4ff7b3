/** The form that starts a run. */
@NullMarked
package io.orchestrator.web.ui.trigger;

import org.jspecify.annotations.NullMarked;
