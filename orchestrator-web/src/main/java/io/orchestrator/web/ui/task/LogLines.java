package io.orchestrator.web.ui.task;

import io.orchestrator.web.ui.text.Moments;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a log's text into lines with moment, level and text. */
final class LogLines {
  private static final Pattern LINE =
      Pattern.compile(
          "^\\[?(\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?(?:Z|[+-]\\d\\d:?\\d\\d)?)]?"
              + " +(?:\\[?(TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|SEVERE)]?"
              // Levels are padded to five; what follows one space is the text's own indentation.
              + "(?:(?<=INFO|WARN) )?(?: |$))?(.*)$");
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  private LogLines() {}

  /** Lines of the text, numbered from {@code first}. */
  static List<LogLineView> of(String text, int first, Moments moments) {
    List<LogLineView> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      lines.add(line(line, first + lines.size(), moments));
    }
    return lines;
  }

  private static LogLineView line(String line, int number, Moments moments) {
    Matcher match = LINE.matcher(line);
    if (!match.matches()) {
      return new LogLineView(number, "", "", "", "", line);
    }
    String level = level(match.group(2));
    String iso = match.group(1).replace(' ', 'T').replace(',', '.');
    return new LogLineView(number, level, iso, clock(iso, moments), level, match.group(3));
  }

  private static String level(@org.jspecify.annotations.Nullable String word) {
    if (word == null) {
      return "";
    }
    return switch (word) {
      case "WARNING" -> "WARN";
      case "FATAL", "SEVERE" -> "ERROR";
      default -> word;
    };
  }

  private static String clock(String iso, Moments moments) {
    try {
      boolean zoned = iso.endsWith("Z") || iso.matches(".*[+-]\\d\\d:?\\d\\d$");
      Instant at = zoned ? OffsetDateTime.parse(iso).toInstant() : Instant.parse(iso + "Z");
      return CLOCK.format(at.atZone(moments.zone()));
    } catch (DateTimeParseException unusual) {
      return iso.substring(iso.indexOf('T') + 1);
    }
  }
}
