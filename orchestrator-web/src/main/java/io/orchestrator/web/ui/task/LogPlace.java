package io.orchestrator.web.ui.task;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of a log a page asks for: from where it stopped, or some by their numbers.
 *
 * @param number of the line after those that the page has
 * @param from number of the first line
 * @param to number of the last line
 * @param times how their times are shown
 */
record LogPlace(
    @Nullable String cursor,
    @Nullable Long number,
    @Nullable Long from,
    @Nullable Long to,
    @Nullable String times) {

  /** Where reading goes on; empty for the beginning. */
  String start() {
    return Objects.requireNonNullElse(cursor, "");
  }

  long next() {
    return number == null ? 1 : number;
  }

  /** None when one of the numbers is missing. */
  LogRange range() {
    return from == null || to == null ? new LogRange(1, 0) : new LogRange(from, to);
  }

  LogTimes shown() {
    return LogTimes.of(Objects.requireNonNullElse(times, ""));
  }
}
