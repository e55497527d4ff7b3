package io.orchestrator.model;

import io.orchestrator.timetable.DataInterval;
import io.orchestrator.timetable.Restriction;
import io.orchestrator.timetable.RunSlot;
import java.time.Instant;
import java.util.Optional;

/** The next-fire row of a DAG: a pure function, asked whenever a run or a version is stored. */
public final class NextFire {
  private NextFire() {}

  /**
   * The next slot of the schedule.
   *
   * @param lastAutomated interval of the last scheduled or backfill run, empty before the first
   * @param now the store's clock
   * @return empty when there will be no more
   */
  public static Optional<RunSlot> compute(
      DagModel model, Optional<DataInterval> lastAutomated, Instant now) {
    Restriction bounds = new Restriction(model.startDate(), model.endDate(), model.catchup());
    return model.schedule().toTimetable().next(lastAutomated, bounds, now);
  }
}
