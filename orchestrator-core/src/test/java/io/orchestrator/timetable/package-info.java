/** Tests of the timetables; cases of the semantics reference carry their number. */
@NullMarked
package io.orchestrator.timetable;

import org.jspecify.annotations.NullMarked;
