package io.orchestrator.execution;

import io.orchestrator.timetable.DataInterval;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The latest successful run before this one; every part is absent when there is none.
 *
 * @param interval its data interval
 * @param startDate when it started
 * @param endDate when it ended
 */
public record PreviousSuccess(
    @Nullable DataInterval interval, @Nullable Instant startDate, @Nullable Instant endDate) {

  /** No earlier success. */
  public static final PreviousSuccess NONE = new PreviousSuccess(null, null, null);
}
