package io.orchestrator.timetable;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Several tick sets as one: an instant in which two of them tick is one tick. */
record UnionTicks(List<CronTicks> members) implements Ticks {

  UnionTicks {
    members = List.copyOf(members);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a union of ticks needs at least one member");
    }
  }

  @Override
  public Instant next(Instant instant) {
    return members.stream()
        .map(member -> member.next(instant))
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  @Override
  public Instant previous(Instant instant) {
    return members.stream()
        .map(member -> member.previous(instant))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }
}
