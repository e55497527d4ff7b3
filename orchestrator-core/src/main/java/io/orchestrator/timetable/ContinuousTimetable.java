package io.orchestrator.timetable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** One run after the other without pause; the caller asks again when a run has ended. */
record ContinuousTimetable() implements Timetable {

  /** Keeps logical dates apart when the last interval was empty. */
  private static final Duration APART = Duration.ofMillis(1);

  @Override
  public Optional<RunSlot> next(
      Optional<DataInterval> lastAutomated, Restriction restriction, Instant now) {
    Instant earliest = restriction.earliest();
    Instant start =
        lastAutomated.map(ContinuousTimetable::follow).orElse(earliest == null ? now : earliest);
    Instant end = Instants.later(start, now);
    return restriction.endsBefore(end) ? Optional.empty() : Optional.of(RunSlot.over(start, end));
  }

  private static Instant follow(DataInterval last) {
    return last.end().isAfter(last.start()) ? last.end() : last.end().plus(APART);
  }

  @Override
  public String summary() {
    return "@continuous";
  }

  @Override
  public String description() {
    return "Again as soon as the run before has ended";
  }

  @Override
  public boolean periodic() {
    return false;
  }

  @Override
  public OptionalInt activeRunsLimit() {
    return OptionalInt.of(1);
  }
}
