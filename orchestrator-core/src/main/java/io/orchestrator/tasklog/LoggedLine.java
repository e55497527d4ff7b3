package io.orchestrator.tasklog;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of a log as it is read back: ours, or one in the usual form of a program.
 *
 * @param moment in ISO form; UTC where the line has no zone; empty where it has no moment
 * @param level TRACE, DEBUG, INFO, WARN, ERROR or FATAL; empty where it has none
 * @param text the rest, its indentation kept
 */
public record LoggedLine(String moment, String level, String text) {
  private static final Pattern LINE =
      Pattern.compile(
          "^\\[?(\\d{4}-\\d\\d-\\d\\d[T"
              + " ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?)(Z|[+-]\\d\\d:?\\d\\d)?]?"
              + " +(?:\\[?(TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|SEVERE)]?"
              // Levels are padded to five; what follows one space is the text's own indentation.
              + "(?:(?<=INFO|WARN) )?(?: |$))?(.*)$");

  private static final List<String> ERRORS =
      List.of("ERROR", "FATAL", "SEVERE", "CRITICAL", "Traceback (most recent call last)");

  /** The lines of a text in their order. */
  public static List<LoggedLine> all(String text) {
    return text.lines().map(LoggedLine::of).toList();
  }

  /** One line, without its break. */
  public static LoggedLine of(String line) {
    Matcher match = LINE.matcher(line);
    if (!match.matches()) {
      return new LoggedLine("", "", line);
    }
    String zone = match.group(2) == null ? "Z" : match.group(2);
    String moment = match.group(1).replace(' ', 'T').replace(',', '.') + zone;
    return new LoggedLine(moment, level(match.group(3)), match.group(4));
  }

  /**
   * ERROR or WARN for a line that reports trouble, else empty: by its level, or because what a
   * command printed begins with such a word.
   */
  public String gravity() {
    return switch (level) {
      case "ERROR", "FATAL" -> "ERROR";
      case "WARN" -> "WARN";
      default -> gravity(text);
    };
  }

  private static String gravity(String text) {
    int start = 0;
    while (start < text.length() && text.charAt(start) == '\u001b') {
      start = text.indexOf('m', start) + 1;
      if (start == 0) {
        return "";
      }
    }
    if (ERRORS.stream().anyMatch(text.substring(start)::startsWith)) {
      return "ERROR";
    }
    return text.startsWith("WARN", start) ? "WARN" : "";
  }

  private static String level(@Nullable String word) {
    if (word == null) {
      return "";
    }
    return switch (word) {
      case "WARNING" -> "WARN";
      case "SEVERE" -> "FATAL";
      default -> word;
    };
  }
}
