package io.orchestrator.task;

import java.time.Duration;
import java.util.Locale;

/** Numbers for people. */
final class Words {
  private Words() {}

  /** {@code 1.234 s}, {@code 5 min 3 s}, {@code 2 h 5 min}, {@code 7 d}. */
  static String duration(Duration duration) {
    if (duration.isNegative() || duration.compareTo(Duration.ofMinutes(1)) < 0) {
      long millis = Math.max(0, duration.toMillis());
      return millis % 1000 == 0
          ? millis / 1000 + " s"
          : String.format(Locale.ROOT, "%.3f s", millis / 1000.0);
    }
    if (duration.compareTo(Duration.ofHours(1)) < 0) {
      return two(duration.toMinutes(), " min", duration.toSecondsPart(), " s");
    }
    if (duration.compareTo(Duration.ofDays(1)) < 0) {
      return two(duration.toHours(), " h", duration.toMinutesPart(), " min");
    }
    return two(duration.toDays(), " d", duration.toHoursPart(), " h");
  }

  private static String two(long big, String bigUnit, long small, String smallUnit) {
    return big + bigUnit + (small == 0 ? "" : " " + small + smallUnit);
  }
}
