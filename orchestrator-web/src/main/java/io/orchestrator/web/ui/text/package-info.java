/** The words of the pages: durations, moments, states, schedules, addresses. */
@NullMarked
package io.orchestrator.web.ui.text;

import org.jspecify.annotations.NullMarked;
