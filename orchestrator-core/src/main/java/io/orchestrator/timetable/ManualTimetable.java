package io.orchestrator.timetable;

import java.time.Instant;
import java.util.Optional;

/** Never on its own: runs come from people, the API or other DAGs. */
record ManualTimetable() implements Timetable {

  @Override
  public Optional<RunSlot> next(
      Optional<DataInterval> lastAutomated, Restriction restriction, Instant now) {
    return Optional.empty();
  }

  @Override
  public String summary() {
    return "None";
  }

  @Override
  public String description() {
    return "Only when triggered";
  }

  @Override
  public boolean periodic() {
    return false;
  }
}
