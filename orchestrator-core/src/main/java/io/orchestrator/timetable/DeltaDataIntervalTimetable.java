package io.orchestrator.timetable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Back-to-back data intervals of a fixed length of real time, each run due at its end. */
record DeltaDataIntervalTimetable(Duration delta) implements Timetable {

  @Override
  public Optional<RunSlot> next(
      Optional<DataInterval> lastAutomated, Restriction restriction, Instant now) {
    Instant earliest = restriction.earliest();
    if (!restriction.catchup()) {
      Instant completed = new Grid(Instant.EPOCH, delta).alignPrevious(now).minus(delta);
      earliest = earliest == null ? completed : Instants.later(earliest, completed);
    }
    Instant start = earliest;
    if (lastAutomated.isPresent()) {
      Instant follow = follow(lastAutomated.get());
      start = earliest == null ? follow : Instants.later(follow, earliest);
    }
    return start == null || restriction.endsBefore(start)
        ? Optional.empty()
        : Optional.of(RunSlot.over(start, start.plus(delta)));
  }

  /** The end of the last interval, unless that was empty: its logical date is in use. */
  private Instant follow(DataInterval last) {
    return last.end().isAfter(last.start()) ? last.end() : last.end().plus(delta);
  }

  @Override
  public DataInterval inferManual(Instant logicalDate) {
    return new DataInterval(logicalDate.minus(delta), logicalDate);
  }

  @Override
  public String summary() {
    return Durations.summary(delta);
  }

  @Override
  public String description() {
    return "Every " + Durations.inWords(delta) + ", for the data since the run before";
  }
}
