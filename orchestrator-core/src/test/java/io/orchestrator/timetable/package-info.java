/** Tests of the timetables; cases of docs/reference/semantics.md carry their number. */
@NullMarked
package io.orchestrator.timetable;

import org.jspecify.annotations.NullMarked;
