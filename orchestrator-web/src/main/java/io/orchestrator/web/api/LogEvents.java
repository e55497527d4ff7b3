package io.orchestrator.web.api;

import io.orchestrator.tasklog.LoggedLine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A log's lines as Airflow's structured messages: event, and moment and level where they are. */
final class LogEvents {
  private LogEvents() {}

  static List<Map<String, String>> of(String text) {
    return LoggedLine.all(text).stream().map(LogEvents::event).toList();
  }

  private static Map<String, String> event(LoggedLine line) {
    Map<String, String> event = new LinkedHashMap<>();
    event.put("event", line.text());
    if (!line.moment().isEmpty()) {
      event.put("timestamp", line.moment());
    }
    if (!line.level().isEmpty()) {
      event.put("level", level(line.level()));
    }
    return event;
  }

  private static String level(String word) {
    return switch (word) {
      case "WARN" -> "warning";
      case "FATAL" -> "critical";
      default -> word.toLowerCase(Locale.ROOT);
    };
  }
}
