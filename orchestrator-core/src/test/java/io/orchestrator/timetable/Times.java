package io.orchestrator.timetable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A language for timetable tests: instants of January 2026 in a few characters, runs as text. */
final class Times {

  private Times() {}

  /** {@code 01-04T10:00} as an instant of 2026 in UTC. */
  static Instant at(String monthDayTime) {
    String text = monthDayTime.length() == 5 ? monthDayTime + "T00:00" : monthDayTime;
    return Instant.parse("2026-" + text + ":00Z");
  }

  static Instant instant(String iso) {
    return Instant.parse(iso);
  }

  static DataInterval interval(String start, String end) {
    return new DataInterval(at(start), at(end));
  }

  static Restriction catchup(@Nullable String earliest, @Nullable String latest) {
    return new Restriction(
        earliest == null ? null : at(earliest), latest == null ? null : at(latest), true);
  }

  static Restriction noCatchup(@Nullable String earliest) {
    return new Restriction(earliest == null ? null : at(earliest), null, false);
  }

  /** What a scheduler would create: every run due by {@code now}, then the one it waits for. */
  static List<String> runs(Timetable timetable, Restriction restriction, String now) {
    return runs(timetable, Optional.empty(), restriction, now);
  }

  static List<String> runs(
      Timetable timetable, Optional<DataInterval> last, Restriction restriction, String now) {
    List<String> found = new ArrayList<>();
    Optional<DataInterval> current = last;
    for (int i = 0; i < 100; i++) {
      Optional<RunSlot> slot = timetable.next(current, restriction, at(now));
      if (slot.isEmpty()) {
        found.add("none");
        return found;
      }
      boolean due = !slot.get().runAfter().isAfter(at(now));
      found.add((due ? "" : "next ") + shown(slot.get()));
      if (!due) {
        return found;
      }
      current = slot.map(RunSlot::interval);
    }
    throw new AssertionError("more than 100 runs due: " + found);
  }

  /**
   * {@code 01-01T00} or, if run at another instant than its logical date, {@code
   * 01-01T00@01-02T00}.
   */
  private static String shown(RunSlot slot) {
    String logical = shown(slot.interval().start());
    return slot.interval().start().equals(slot.runAfter())
        ? logical
        : logical + "@" + shown(slot.runAfter());
  }

  private static String shown(Instant instant) {
    return instant.toString().replaceFirst("^2026-", "").replaceFirst("(:00)+Z$", "");
  }
}
