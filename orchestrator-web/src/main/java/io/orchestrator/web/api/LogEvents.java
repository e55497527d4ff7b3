package io.orchestrator.web.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A log's lines as Airflow's structured messages: event, and moment and level where they are. */
final class LogEvents {
  private static final Pattern LINE =
      Pattern.compile(
          "^\\[?(\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?:Z|[+-]\\d\\d:?\\d\\d)?)]?"
              + "\\s+(?:\\[?(TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|SEVERE)]?\\s+)?(.*)$");

  private LogEvents() {}

  static List<Map<String, String>> of(String text) {
    return text.lines().map(LogEvents::event).toList();
  }

  private static Map<String, String> event(String line) {
    Map<String, String> event = new LinkedHashMap<>();
    Matcher match = LINE.matcher(line);
    if (!match.matches()) {
      event.put("event", line);
      return event;
    }
    event.put("event", match.group(3));
    event.put("timestamp", moment(match.group(1)));
    if (match.group(2) != null) {
      event.put("level", level(match.group(2)));
    }
    return event;
  }

  /** Clients want a zone; what a program writes without one is UTC. */
  private static String moment(String text) {
    String iso = text.replace(' ', 'T').replace(',', '.');
    return iso.endsWith("Z") || iso.matches(".*[+-]\\d\\d:?\\d\\d$") ? iso : iso + "Z";
  }

  private static String level(String word) {
    return switch (word) {
      case "WARN", "WARNING" -> "warning";
      case "FATAL", "SEVERE" -> "critical";
      default -> word.toLowerCase(Locale.ROOT);
    };
  }
}
