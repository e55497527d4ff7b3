package io.orchestrator.timetable;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place in the schedule that a run can take.
 *
 * @param logicalDate what the run is for; absent for runs without one
 * @param runAfter not created before this moment
 */
public record RunSlot(@Nullable Instant logicalDate, DataInterval interval, Instant runAfter) {}
