package io.orchestrator.timetable;

import java.time.Instant;
import java.util.Optional;

/** One run, at the start date or, without one, at once. */
record OnceTimetable() implements Timetable {

  @Override
  public Optional<RunSlot> next(
      Optional<DataInterval> lastAutomated, Restriction restriction, Instant now) {
    Instant earliest = restriction.earliest();
    Instant when = earliest == null ? now : earliest;
    return lastAutomated.isPresent() || restriction.endsBefore(when)
        ? Optional.empty()
        : Optional.of(RunSlot.over(when, when));
  }

  @Override
  public String summary() {
    return "@once";
  }

  @Override
  public String description() {
    return "Once";
  }

  @Override
  public boolean periodic() {
    return false;
  }
}
