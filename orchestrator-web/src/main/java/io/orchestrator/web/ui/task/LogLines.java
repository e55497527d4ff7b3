package io.orchestrator.web.ui.task;

import io.orchestrator.tasklog.LoggedLine;
import io.orchestrator.web.ui.text.Moments;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A log's lines with their moment in the reader's zone. */
final class LogLines {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  private LogLines() {}

  /** Lines of the text, numbered from {@code first}. */
  static List<LogLineView> of(String text, int first, Moments moments) {
    List<LogLineView> lines = new ArrayList<>();
    for (LoggedLine line : LoggedLine.all(text)) {
      String level = line.level().equals("FATAL") ? "ERROR" : line.level();
      String clock = line.moment().isEmpty() ? "" : clock(line.moment(), moments);
      int number = first + lines.size();
      lines.add(new LogLineView(number, level, line.moment(), clock, level, line.text()));
    }
    return lines;
  }

  private static String clock(String iso, Moments moments) {
    try {
      return CLOCK.format(OffsetDateTime.parse(iso).atZoneSameInstant(moments.zone()));
    } catch (DateTimeParseException unusual) {
      return iso.substring(iso.indexOf('T') + 1);
    }
  }
}
