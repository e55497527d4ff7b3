package io.orchestrator.web.ui;

import io.orchestrator.run.TaskState;
import io.orchestrator.store.TaskRow;
import io.orchestrator.tasklog.TaskLogHandler;
import io.orchestrator.tasklog.TaskLogKey;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.view.ChoiceView;
import io.orchestrator.web.ui.view.LogLineView;
import io.orchestrator.web.ui.view.LogView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Reads logs of attempts for pages. */
@Component
class AttemptLogs {
  private static final List<String> LEVELS = List.of("INFO", "WARN", "ERROR");

  private final ObjectProvider<TaskLogHandler> handlers;

  AttemptLogs(ObjectProvider<TaskLogHandler> handlers) {
    this.handlers = handlers;
  }

  LogView view(TaskRow row, int tryNumber, String level, String href, Moments moments) {
    String text = "";
    List<LogLineView> all = LogLines.of(text, 1, moments);
    List<LogLineView> shown = all.stream().filter(l -> at(l, level)).toList();
    boolean open = open(row, tryNumber);
    String log = href + "/log?try=" + tryNumber;
    return new LogView(
        tryNumber,
        row.task().id() + "/" + tryNumber + "/" + level,
        open && level.isEmpty() ? log : null,
        "0",
        all.size() + 1,
        shown,
        new LogView.Counts(count(all, "ERROR"), count(all, "WARN")),
        levels(href + "?try=" + tryNumber, level),
        foot(tryNumber, all.size(), text.length()),
        null,
        missing(row, open),
        log + "&download=true");
  }

  private static boolean open(TaskRow row, int tryNumber) {
    return tryNumber == Math.max(1, row.task().tryNumber()) && !row.task().state().finished();
  }

  private static boolean at(LogLineView line, String level) {
    return !LEVELS.contains(level)
        || line.level().isEmpty()
        || LEVELS.indexOf(line.level()) >= LEVELS.indexOf(level);
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
    return "Try "
        + tryNumber
        + ", "
        + String.format(Locale.ENGLISH, "%,d", lines)
        + (lines == 1 ? " line, " : " lines, ")
        + size(bytes);
  }

  static String size(long bytes) {
    if (bytes < 1_000) {
      return bytes + "\u00a0B";
    }
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f\u00a0kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f\u00a0MB", bytes / 1e6);
  }

  private static @Nullable String missing(TaskRow row, boolean open) {
    TaskState state = row.task().state();
    if (row.task().tryNumber() == 0 || state == TaskState.SKIPPED) {
      return "There is no log: the task was not started on a worker.";
    }
    return open
        ? "Nothing has been written yet. New lines appear here."
        : "The attempt wrote nothing, or its log is not where it was kept.";
  }

  /** The whole text of an attempt's log. */
  byte[] text(TaskLogKey key) throws IOException {
    return "".getBytes(StandardCharsets.UTF_8);
  }
}
