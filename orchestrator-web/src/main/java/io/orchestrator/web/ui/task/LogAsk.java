package io.orchestrator.web.ui.task;

import io.orchestrator.web.reading.LogQuery;
import java.util.Optional;

/**
 * What is asked of a log.
 *
 * @param level WARN or ERROR: only lines of at least that gravity; empty for all
 * @param query what is looked for
 * @param at a line that must be shown; 0 for none
 * @param times how the times of its lines are shown
 * @param known the key of the log that the asking page shows already; empty for none
 */
record LogAsk(String level, Optional<LogQuery> query, long at, LogTimes times, String known) {}
