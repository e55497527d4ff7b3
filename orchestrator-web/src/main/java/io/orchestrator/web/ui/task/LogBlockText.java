package io.orchestrator.web.ui.task;

import io.orchestrator.tasklog.LoggedLine;
import io.orchestrator.web.reading.AnsiCodes;
import io.orchestrator.web.reading.NumberedLine;
import java.util.ArrayList;
import java.util.List;

/** Puts lines together to a block. */
final class LogBlockText {
  private static final String NO_TIME = " ".repeat("04:05:06.789".length());
  private static final int LEVEL = 5;
  private final List<LogRun> runs = new ArrayList<>();
  private final StringBuilder plain = new StringBuilder();
  private final StringBuilder numbers = new StringBuilder();
  private long first;
  private int lines;
  private int characters;
  private int wide;

  int lines() {
    return lines;
  }

  int characters() {
    return characters;
  }

  void add(NumberedLine line, LogClock clock) {
    first = lines == 0 ? line.number() : first;
    numbers.append(lines == 0 ? "" : "\n").append(line.number());
    lines++;
    LoggedLine parts = line.parts();
    String time = parts.moment().isEmpty() ? NO_TIME : clock.text(parts.moment());
    String level = parts.level();
    String start =
        (clock.shows() ? time + " " : "")
            + level
            + " ".repeat(Math.max(0, LEVEL - level.length()))
            + " ";
    characters += start.length() + parts.text().length();
    wide = Math.max(wide, start.length() + parts.text().length());
    put(start, parts);
  }

  private void put(String start, LoggedLine parts) {
    String gravity = parts.gravity();
    if (!gravity.isEmpty()) {
      flush();
      runs.add(new LogRun(gravity, start + AnsiCodes.strip(parts.text())));
      plain.append('\n');
      return;
    }
    plain.append(start);
    for (LogRun run : AnsiRuns.of(parts.text())) {
      if (run.plain()) {
        plain.append(run.text());
      } else {
        flush();
        runs.add(run);
      }
    }
    plain.append('\n');
  }

  private void flush() {
    if (!plain.isEmpty()) {
      runs.add(new LogRun("", plain.toString()));
      plain.setLength(0);
    }
  }

  LogBlock take() {
    flush();
    LogBlock block = new LogBlock(first, numbers.toString(), wide, List.copyOf(runs));
    runs.clear();
    numbers.setLength(0);
    lines = 0;
    characters = 0;
    wide = 0;
    return block;
  }
}
