/** One run: its tasks over time, its events, and what a person orders of it. */
@NullMarked
package io.orchestrator.web.ui.run;

import org.jspecify.annotations.NullMarked;
