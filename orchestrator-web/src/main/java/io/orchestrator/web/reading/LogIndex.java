package io.orchestrator.web.reading;

import io.orchestrator.tasklog.LoggedLine;
import io.orchestrator.tasklog.TaskLogReader;
import io.orchestrator.tasklog.TaskLogReader.Page;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How many lines a log has and where they are, so that any of them is found without reading from
 * its start. An index never changes; {@link #with} makes the next one.
 *
 * @param marks where a page that was read, or will be, begins with a line; never empty
 * @param totals of all that was read
 * @param next where reading goes on
 * @param problem a sentence when the log could not be read to its end
 */
record LogIndex(List<Mark> marks, Totals totals, String next, Optional<String> problem) {
  static final LogIndex EMPTY =
      new LogIndex(
          List.of(new Mark(TaskLogReader.START, 1, 0)),
          new Totals(0, 0, 0, 0, false),
          TaskLogReader.START,
          Optional.empty());

  /**
   * A place where a page and a line begin.
   *
   * @param line number of that line
   * @param offset bytes before it
   */
  record Mark(String cursor, long line, long offset) {}

  /**
   * Sums over a log.
   *
   * @param open whether the last line may go on: it is longer than a page
   */
  record Totals(long lines, long bytes, long errors, long warnings, boolean open) {}

  /** With the page that was read from {@link #next}. */
  LogIndex with(Page page) {
    if (page.text().isEmpty()) {
      return new LogIndex(marks, totals, page.next(), page.problem());
    }
    Totals sum = sum(page.text());
    List<Mark> more = new ArrayList<>(marks);
    if (!sum.open()) {
      more.add(new Mark(page.next(), sum.lines() + 1, sum.bytes()));
    }
    return new LogIndex(List.copyOf(more), sum, page.next(), page.problem());
  }

  private Totals sum(String text) {
    long lines = totals.open() ? totals.lines() - 1 : totals.lines();
    long errors = totals.errors();
    long warnings = totals.warnings();
    boolean middle = totals.open();
    for (String line : (Iterable<String>) text.lines()::iterator) {
      lines++;
      String level = middle ? "" : LoggedLine.of(line).gravity();
      middle = false;
      errors += level.equals("ERROR") ? 1 : 0;
      warnings += level.equals("WARN") ? 1 : 0;
    }
    long bytes = totals.bytes() + text.getBytes(StandardCharsets.UTF_8).length;
    return new Totals(lines, bytes, errors, warnings, !text.endsWith("\n"));
  }

  /** The last place at or before a line. */
  Mark before(long line) {
    Mark found = marks.get(0);
    for (Mark mark : marks) {
      if (mark.line() <= line) {
        found = mark;
      }
    }
    return found;
  }

  /** The number of the first line that begins at least this many bytes into the log. */
  long lineAt(long offset) {
    return marks.stream()
        .filter(mark -> mark.offset() >= offset)
        .findFirst()
        .map(Mark::line)
        .orElse(totals.lines() + 1);
  }
}
