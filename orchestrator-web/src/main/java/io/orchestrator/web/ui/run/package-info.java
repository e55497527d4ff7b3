/** One run: its tasks over time, its events, and what people order for it. */
@NullMarked
package io.orchestrator.web.ui.run;

import org.jspecify.annotations.NullMarked;
