package io.orchestrator.timetable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Durations as people read them: {@code 1d 2h}, {@code 15 minutes}. */
final class Durations {

  private Durations() {}

  static String summary(Duration duration) {
    List<String> parts = new ArrayList<>();
    add(parts, duration.toDays(), "d");
    add(parts, duration.toHoursPart(), "h");
    add(parts, duration.toMinutesPart(), "m");
    add(parts, duration.toSecondsPart(), "s");
    return String.join(" ", parts);
  }

  static String inWords(Duration duration) {
    List<String> parts = new ArrayList<>();
    addWord(parts, duration.toDays(), "day");
    addWord(parts, duration.toHoursPart(), "hour");
    addWord(parts, duration.toMinutesPart(), "minute");
    addWord(parts, duration.toSecondsPart(), "second");
    String words = String.join(" ", parts);
    return parts.size() == 1 && words.startsWith("1 ") ? words.substring(2) : words;
  }

  private static void add(List<String> parts, long amount, String unit) {
    if (amount > 0) {
      parts.add(amount + unit);
    }
  }

  private static void addWord(List<String> parts, long amount, String unit) {
    if (amount > 0) {
      parts.add(amount + " " + unit + (amount == 1 ? "" : "s"));
    }
  }
}
