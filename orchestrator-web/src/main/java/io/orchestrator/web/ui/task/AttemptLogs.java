package io.orchestrator.web.ui.task;

import io.orchestrator.run.TaskState;
import io.orchestrator.store.TaskRow;
import io.orchestrator.tasklog.TaskLogKey;
import io.orchestrator.tasklog.TaskLogReader;
import io.orchestrator.tasklog.TaskLogReader.Page;
import io.orchestrator.web.reading.LogGrowth;
import io.orchestrator.web.ui.parts.ChoiceView;
import io.orchestrator.web.ui.text.Moments;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Reads logs of attempts for pages. */
@Component
record AttemptLogs(TaskLogReader reader, LogGrowth growth) {
  private static final List<String> LEVELS = List.of("INFO", "WARN", "ERROR");

  /** What a page shows at once; the rest follows page by page. */
  private static final int PAGE_BYTES = 1024 * 1024;

  /** What a filter looks through. */
  private static final int FILTERED_BYTES = 8 * 1024 * 1024;

  LogView view(TaskRow row, int tryNumber, String level, String href, Moments moments) {
    boolean goesOn = goesOn(row, tryNumber, moments.now());
    Page page =
        reader.read(
            key(row, tryNumber),
            TaskLogReader.START,
            level.isEmpty() ? PAGE_BYTES : FILTERED_BYTES);
    List<LogLineView> all = LogLines.of(page.text(), 1, moments);
    String log = href + "/log?try=" + tryNumber;
    boolean follows = (goesOn || page.more()) && level.isEmpty();
    return new LogView(
        tryNumber,
        new LogView.Tail(
            row.task().id() + "/" + tryNumber + "/" + level,
            follows ? log : null,
            page.next(),
            all.size() + 1),
        all.stream().filter(l -> at(l, level)).toList(),
        new LogView.Counts(count(all, "ERROR"), count(all, "WARN")),
        levels(href + "?try=" + tryNumber, level),
        new LogView.Source(
            foot(tryNumber, all.size(), page.text().getBytes(StandardCharsets.UTF_8).length),
            reader.location(),
            page.problem().orElse(missing(row, open(row, tryNumber))),
            log + "&download=true"));
  }

  /** From the cursor on; a log that cannot be read is an answer, too. */
  Page read(TaskRow row, int tryNumber, String cursor) {
    return reader.read(key(row, tryNumber), cursor, PAGE_BYTES);
  }

  /** Whether the page asks for further lines. It does not for a task that nobody has started. */
  boolean goesOn(TaskRow row, int tryNumber, Instant now) {
    boolean waits = row.task().tryNumber() == 0 && row.task().state() == TaskState.NONE;
    return !waits && growth.goesOn(row, tryNumber, now);
  }

  static TaskLogKey key(TaskRow row, int tryNumber) {
    return new TaskLogKey(
        row.run().dagId(),
        row.run().runId(),
        row.task().taskId(),
        row.task().mapIndex(),
        tryNumber);
  }

  static boolean open(TaskRow row, int tryNumber) {
    TaskState state = row.task().state();
    boolean between = state == TaskState.UP_FOR_RETRY || state == TaskState.NONE;
    return tryNumber == Math.max(1, row.task().tryNumber()) && !state.finished() && !between;
  }

  private static boolean at(LogLineView line, String level) {
    return !LEVELS.contains(level) || LEVELS.indexOf(line.level()) >= LEVELS.indexOf(level);
  }

  private static int count(List<LogLineView> lines, String level) {
    return (int) lines.stream().filter(l -> l.level().equals(level)).count();
  }

  private static List<ChoiceView> levels(String href, String current) {
    List<ChoiceView> choices = new ArrayList<>();
    choices.add(new ChoiceView("All levels", href, current.isEmpty()));
    choices.add(new ChoiceView("Warnings", href + "&level=WARN", current.equals("WARN")));
    choices.add(new ChoiceView("Errors", href + "&level=ERROR", current.equals("ERROR")));
    return choices;
  }

  static String foot(int tryNumber, int lines, long bytes) {
    return "Try %s, %s%s%s"
        .formatted(
            tryNumber,
            String.format(Locale.ENGLISH, "%,d", lines),
            lines == 1 ? " line, " : " lines, ",
            size(bytes));
  }

  static String size(long bytes) {
    if (bytes < 1_000) {
      return bytes + "\u00a0B";
    }
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f\u00a0kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f\u00a0MB", bytes / 1e6);
  }

  private static String missing(TaskRow row, boolean open) {
    TaskState state = row.task().state();
    if (row.task().tryNumber() == 0) {
      return state.finished()
          ? "There is no log: the task was never started on a worker."
          : "There is no log yet: the task has not been started.";
    }
    return open
        ? "Nothing has been written yet. New lines appear here."
        : "The attempt wrote nothing, or its log is not where it was kept.";
  }
}
