package io.orchestrator.web.ui.task;

import io.orchestrator.tasklog.LoggedLine;
import io.orchestrator.web.reading.AnsiCodes;
import io.orchestrator.web.reading.NumberedLine;
import java.util.ArrayList;
import java.util.List;

/** A log's lines with their moment as the reader likes to see it. */
final class LogLines {
  /** In blocks. Where lines wrap, only the first of a block has its number. */
  private static final int PER_BLOCK = 20;

  /** Characters that a browser lays out at once. */
  private static final int MOST_PER_BLOCK = 16_000;

  /** More lines than this are no rows. */
  static final int MOST_ROWS = 2_000;

  private LogLines() {}

  /** Lines of the text, numbered from {@code first}. */
  static List<NumberedLine> numbered(String text, long first) {
    List<NumberedLine> lines = new ArrayList<>();
    text.lines().forEach(line -> lines.add(new NumberedLine(first + lines.size(), line)));
    return lines;
  }

  /** Lines as they are best shown in a log of so many lines. */
  static LogPart part(List<NumberedLine> lines, long ofLines, LogClock clock) {
    return ofLines <= MOST_ROWS
        ? LogPart.rows(rows(lines, clock))
        : LogPart.blocks(blocks(lines, clock));
  }

  static List<LogLineView> rows(List<NumberedLine> lines, LogClock clock) {
    return lines.stream().map(line -> row(line, clock)).toList();
  }

  private static LogLineView row(NumberedLine line, LogClock clock) {
    LoggedLine parts = line.parts();
    String level = parts.level().equals("FATAL") ? "ERROR" : parts.level();
    String gravity = parts.gravity();
    StackFold.Kind frame = StackFold.kind(AnsiCodes.strip(parts.text()));
    String own = frame == StackFold.Kind.OWN ? " frame" : "";
    return new LogLineView(
        line.number(),
        (gravity.isEmpty() ? level : gravity) + own,
        parts.moment(),
        clock.text(parts.moment()),
        level,
        AnsiRuns.of(parts.text()),
        frame);
  }

  static List<LogBlock> blocks(List<NumberedLine> lines, LogClock clock) {
    List<LogBlock> blocks = new ArrayList<>();
    LogBlockText text = new LogBlockText();
    for (NumberedLine line : lines) {
      text.add(line, clock);
      if (text.lines() == PER_BLOCK || text.characters() > MOST_PER_BLOCK) {
        blocks.add(text.take());
      }
    }
    if (text.lines() > 0) {
      blocks.add(text.take());
    }
    return blocks;
  }
}
