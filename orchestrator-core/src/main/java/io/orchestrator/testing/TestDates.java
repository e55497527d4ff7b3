package io.orchestrator.testing;

import io.orchestrator.model.DagModel;
import io.orchestrator.timetable.DataInterval;
import io.orchestrator.timetable.IsoMoments;
import io.orchestrator.timetable.Restriction;
import io.orchestrator.timetable.RunSlot;
import io.orchestrator.timetable.ScheduleSpec;
import io.orchestrator.timetable.Timetable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Dates of tests, and the schedule's slots at them. */
final class TestDates {
  static final Instant DEFAULT = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LONG = Duration.ofDays(3650);

  private TestDates() {}

  static Instant parse(String date) {
    return IsoMoments.read(date, ZoneOffset.UTC)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + date + "' is no date: write 2010-01-04 or 2010-01-04T06:00:00Z."));
  }

  /** The slot of the schedule whose logical date this is. */
  static Optional<RunSlot> slot(DagModel model, Instant date) {
    Timetable timetable = model.schedule().toTimetable();
    return timetable.periodic()
        ? timetable
            .next(Optional.empty(), new Restriction(date, date, true), date.plus(LONG))
            .filter(slot -> date.equals(slot.logicalDate()))
        : Optional.empty();
  }

  /** The model with a schedule that runs from the first date to the last. */
  static DagModel between(DagModel model, Instant first, Instant last) {
    return model.withSchedule(model.schedule(), first, last, true).withPausedAtCreation(true);
  }

  /** The model without a schedule: only triggers make runs. */
  static DagModel unscheduled(DagModel model) {
    return model
        .withSchedule(new ScheduleSpec.Manual(), null, null, model.catchup())
        .withPausedAtCreation(true);
  }

  /** When the last run of the bounded schedule is due. */
  static Instant afterLast(DagModel model) {
    Timetable timetable = model.schedule().toTimetable();
    Restriction bounds = new Restriction(model.startDate(), model.endDate(), true);
    Instant end = model.endDate() == null ? DEFAULT : model.endDate();
    Instant now = end.plus(LONG);
    Optional<RunSlot> next = timetable.next(Optional.empty(), bounds, now);
    Instant due = null;
    while (timetable.periodic() && next.isPresent()) {
      due = next.get().runAfter();
      Optional<DataInterval> done = Optional.of(next.get().interval());
      next = timetable.next(done, bounds, now);
    }
    if (due == null) {
      throw new IllegalArgumentException(
          ("The schedule of DAG %s (%s) has no run from %s to %s. Give it a schedule, or run"
                  + " it for one logicalDate.")
              .formatted(model.dagId(), timetable.summary(), model.startDate(), model.endDate()));
    }
    return due;
  }
}
