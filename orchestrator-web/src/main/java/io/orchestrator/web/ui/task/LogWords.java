package io.orchestrator.web.ui.task;

import io.orchestrator.web.reading.LogSearch.Found;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is said about logs. */
final class LogWords {
  private static final double THOUSAND = 1e3;
  private static final double MILLION = 1e6;

  private LogWords() {}

  static String foot(int tryNumber, long lines, long bytes) {
    return "Try %s, %s, %s".formatted(tryNumber, lines(lines), size(bytes));
  }

  static String lines(long lines) {
    return String.format(Locale.ENGLISH, "%,d", lines) + (lines == 1 ? " line" : " lines");
  }

  static String size(long bytes) {
    if (bytes < THOUSAND) {
      return bytes + "\u00a0B";
    }
    return bytes < MILLION
        ? String.format(Locale.ROOT, "%.1f\u00a0kB", bytes / THOUSAND)
        : String.format(Locale.ROOT, "%.1f\u00a0MB", bytes / MILLION);
  }

  /** What a filter leaves out; null when it shows all. */
  static @Nullable String filtered(Found found) {
    return found.count() == found.lines().size()
        ? null
        : "The first %s of %s.".formatted(found.lines().size(), lines(found.count()));
  }
}
