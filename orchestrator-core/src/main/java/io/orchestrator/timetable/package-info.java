/** When runs arise: pure functions from the last interval and now to the next. */
@NullMarked
package io.orchestrator.timetable;

import org.jspecify.annotations.NullMarked;
