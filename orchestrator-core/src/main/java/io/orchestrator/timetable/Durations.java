package io.orchestrator.timetable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Durations as people read them. */
public final class Durations {
  private static final char NBSP = '\u00a0';

  private Durations() {}

  /**
   * For pages, two units at most, with no-break spaces, negative counts as zero: {@code 14 m 04 s}.
   */
  public static String text(Duration duration) {
    Duration d = duration.isNegative() ? Duration.ZERO : duration;
    long seconds = d.toSeconds();
    if (seconds < 10) {
      return tenths(d);
    }
    if (seconds < 60) {
      return unit(seconds, 's');
    }
    if (seconds < 3_600) {
      return pair(seconds / 60, 'm', seconds % 60, 's');
    }
    return seconds < 86_400
        ? pair(seconds / 3_600, 'h', seconds / 60 % 60, 'm')
        : pair(seconds / 86_400, 'd', seconds / 3_600 % 24, 'h');
  }

  /** For an axis, one unit: {@code 5 m}. */
  public static String rough(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 10) {
      return tenths(duration);
    }
    if (seconds < 100) {
      return unit(seconds, 's');
    }
    return seconds < 6_000 ? unit(Math.round(seconds / 60d), 'm') : unit(seconds / 3_600, 'h');
  }

  /** For a wait, in whole seconds: {@code 9 s}, {@code 14 m 04 s}, {@code 25 h 00 m}. */
  public static String ofWait(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3_600
        ? "%d m %02d s".formatted(seconds / 60, seconds % 60)
        : "%d h %02d m".formatted(seconds / 3_600, seconds / 60 % 60);
  }

  /** For logs and messages: {@code 1.234 s}, {@code 5 min 3 s}, {@code 2 h 5 min}, {@code 7 d}. */
  public static String exact(Duration duration) {
    if (duration.isNegative()) {
      return "-" + exact(duration.negated());
    }
    if (duration.toMinutes() == 0) {
      long millis = duration.toMillis();
      return millis % 1000 == 0
          ? millis / 1000 + " s"
          : String.format(Locale.ROOT, "%.3f s", millis / 1000.0);
    }
    if (duration.toHours() == 0) {
      return two(duration.toMinutes(), " min", duration.toSecondsPart(), " s");
    }
    return duration.toDays() == 0
        ? two(duration.toHours(), " h", duration.toMinutesPart(), " min")
        : two(duration.toDays(), " d", duration.toHoursPart(), " h");
  }

  /** For a schedule's short name: {@code 1d 2h}. */
  static String summary(Duration duration) {
    List<String> parts = new ArrayList<>();
    add(parts, duration.toDays(), "d");
    add(parts, duration.toHoursPart(), "h");
    add(parts, duration.toMinutesPart(), "m");
    add(parts, duration.toSecondsPart(), "s");
    return String.join(" ", parts);
  }

  /** For "every": {@code 15 minutes}, {@code hour}. */
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
    add(parts, amount, " " + unit + (amount == 1 ? "" : "s"));
  }

  private static String tenths(Duration d) {
    long tenths = d.toMillis() / 100;
    return tenths % 10 == 0 ? unit(tenths / 10, 's') : tenths / 10 + "." + tenths % 10 + NBSP + 's';
  }

  private static String unit(long value, char unit) {
    return "" + value + NBSP + unit;
  }

  private static String pair(long big, char bigUnit, long small, char smallUnit) {
    return unit(big, bigUnit) + NBSP + String.format(Locale.ROOT, "%02d", small) + NBSP + smallUnit;
  }

  private static String two(long big, String bigUnit, long small, String smallUnit) {
    return big + bigUnit + (small == 0 ? "" : " " + small + smallUnit);
  }
}
