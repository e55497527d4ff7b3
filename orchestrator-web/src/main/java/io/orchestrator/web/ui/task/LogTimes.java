package io.orchestrator.web.ui.task;

import java.util.Locale;
import java.util.stream.Stream;

/** How the times of a log's lines are shown. */
enum LogTimes {
  /** On the clock of the reader's zone. */
  CLOCK("Clock"),
  /** Since the start of the try. */
  SINCE("Since start"),
  OFF("No times");

  private final String words;

  LogTimes(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** As it stands in an address. */
  String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What comes after it when one goes from one to the next. */
  LogTimes next() {
    return switch (this) {
      case CLOCK -> SINCE;
      case SINCE -> OFF;
      case OFF -> CLOCK;
    };
  }

  /** The clock for anything that is not known. */
  static LogTimes of(String value) {
    return Stream.of(values())
        .filter(times -> times.value().equals(value))
        .findFirst()
        .orElse(CLOCK);
  }
}
