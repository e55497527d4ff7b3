package io.orchestrator.timetable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run at each of some given instants.
 *
 * @param events ascending, without duplicates, at least one
 * @param restrictToEvents whether a manual run is also for one of the events: the latest past one,
 *     or the first if none has passed
 */
record EventsTimetable(List<Instant> events, boolean restrictToEvents) implements Timetable {

  EventsTimetable {
    events = events.stream().sorted().distinct().toList();
    if (events.isEmpty()) {
      throw new InvalidScheduleException("a schedule on events needs at least one instant");
    }
  }

  @Override
  public Optional<RunSlot> next(
      Optional<DataInterval> lastAutomated, Restriction restriction, Instant now) {
    Instant given = restriction.earliest();
    Instant earliest = given == null ? Instant.MIN : given;
    Instant from = restriction.catchup() ? earliest : Instants.later(earliest, now);
    Instant after = lastAutomated.map(DataInterval::end).orElse(Instant.MIN);
    return events.stream()
        .filter(event -> !event.isBefore(from) && event.isAfter(after))
        .findFirst()
        .filter(event -> !restriction.endsBefore(event))
        .map(event -> RunSlot.over(event, event));
  }

  @Override
  public DataInterval inferManual(Instant logicalDate) {
    if (!restrictToEvents) {
      return DataInterval.at(logicalDate);
    }
    Instant event =
        events.stream()
            .filter(candidate -> !candidate.isAfter(logicalDate))
            .reduce((earlier, later) -> later)
            .orElse(events.get(0));
    return DataInterval.at(event);
  }

  @Override
  public String summary() {
    return events.size() == 1 ? "1 event" : events.size() + " events";
  }

  @Override
  public String description() {
    return events.size() == 1
        ? "On " + events.get(0)
        : "On " + events.size() + " dates from " + events.get(0) + " to " + lastEvent();
  }

  private Instant lastEvent() {
    return events.get(events.size() - 1);
  }
}
