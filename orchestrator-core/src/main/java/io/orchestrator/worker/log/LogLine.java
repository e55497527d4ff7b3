package io.orchestrator.worker.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.slf4j.event.Level;

/** A line as it stands in a log: moment, level padded to five, text, newline. */
final class LogLine {
  /** Longest single line, in characters. A page shows it; a runaway line must not fill memory. */
  static final int LONGEST_LINE = 64 * 1024;

  /** Longest text of one call. */
  static final int LONGEST_TEXT = 1024 * 1024;

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private LogLine() {}

  static byte[] of(Instant at, Level level, String text) {
    StringBuilder line = new StringBuilder(text.length() + 40);
    line.append(MOMENT.format(at)).append(' ').append(level);
    line.append(" ".repeat(6 - level.toString().length()));
    String shown = cut(text, LONGEST_TEXT, "text");
    int start = 0;
    while (start < shown.length()) {
      int newline = shown.indexOf('\n', start);
      int end = newline < 0 ? shown.length() : newline;
      line.append(cut(shown.substring(start, end), LONGEST_LINE, "line")).append('\n');
      start = end + 1;
    }
    if (shown.isEmpty()) {
      line.append('\n');
    }
    return line.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String cut(String text, int most, String what) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end)
        + String.format(
            Locale.ENGLISH, " [%s cut here: %,d more characters]", what, text.length() - end);
  }
}
