package io.orchestrator.web.ui.text;

import java.time.Duration;
import java.util.Locale;

/** Durations for people: {@code 0.4 s}, {@code 22 s}, {@code 14 m 04 s}, {@code 2 h 05 m}. */
public final class Durations {
  private static final char NBSP = '\u00a0';

  private Durations() {}

  /** Two units at most, with no-break spaces; negative counts as zero. */
  public static String text(Duration duration) {
    Duration d = duration.isNegative() ? Duration.ZERO : duration;
    long seconds = d.toSeconds();
    if (d.toMillis() < 10_000) {
      return fraction(d);
    }
    if (seconds < 60) {
      return unit(seconds, 's');
    }
    if (seconds < 3_600) {
      return pair(seconds / 60, 'm', seconds % 60, 's');
    }
    if (seconds < 86_400) {
      return pair(seconds / 3_600, 'h', seconds / 60 % 60, 'm');
    }
    return pair(seconds / 86_400, 'd', seconds / 3_600 % 24, 'h');
  }

  /** One unit, for an axis: {@code 5 m}. */
  public static String rough(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 10) {
      return fraction(duration);
    }
    if (seconds < 100) {
      return unit(seconds, 's');
    }
    return seconds < 6_000 ? unit(Math.round(seconds / 60d), 'm') : unit(seconds / 3_600, 'h');
  }

  private static String fraction(Duration d) {
    long tenths = d.toMillis() / 100;
    if (tenths % 10 == 0) {
      return unit(tenths / 10, 's');
    }
    return tenths / 10 + "." + tenths % 10 + NBSP + 's';
  }

  private static String unit(long value, char unit) {
    return "" + value + NBSP + unit;
  }

  private static String pair(long big, char bigUnit, long small, char smallUnit) {
    return unit(big, bigUnit) + NBSP + String.format(Locale.ROOT, "%02d", small) + NBSP + smallUnit;
  }
}
