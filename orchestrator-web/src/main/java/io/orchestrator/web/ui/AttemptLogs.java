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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Reads logs of attempts for pages. */
@Component
class AttemptLogs {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptLogs.class);
  private static final List<String> LEVELS = List.of("INFO", "WARN", "ERROR");
  private static final int MOST_BYTES = 8 * 1024 * 1024;

  private final ObjectProvider<TaskLogHandler> handlers;

  AttemptLogs(ObjectProvider<TaskLogHandler> handlers) {
    this.handlers = handlers;
  }

  /** What was read, or why nothing could be. */
  record Reading(LogText.Part part, @Nullable String place, @Nullable String failure) {}

  LogView view(TaskRow row, int tryNumber, String level, String href, Moments moments) {
    boolean open = open(row, tryNumber);
    Reading reading = read(row, tryNumber, LogText.Cursor.START, !open);
    String text = reading.part().text();
    List<LogLineView> all = LogLines.of(text, 1, moments);
    String log = href + "/log?try=" + tryNumber;
    boolean follows = (open || reading.part().more()) && level.isEmpty();
    return new LogView(
        tryNumber,
        row.task().id() + "/" + tryNumber + "/" + level,
        follows ? log : null,
        reading.part().next().toString(),
        all.size() + 1,
        all.stream().filter(l -> at(l, level)).toList(),
        new LogView.Counts(count(all, "ERROR"), count(all, "WARN")),
        levels(href + "?try=" + tryNumber, level),
        foot(tryNumber, all.size(), text.getBytes(StandardCharsets.UTF_8).length),
        reading.place(),
        Optional.ofNullable(reading.failure()).orElse(missing(row, open)),
        log + "&download=true");
  }

  /** From the cursor on; a log that cannot be read is an answer, too. */
  Reading read(TaskRow row, int tryNumber, LogText.Cursor from, boolean ended) {
    TaskLogHandler handler = handlers.getIfAvailable();
    LogText.Part nothing = new LogText.Part("", from, false);
    if (handler == null) {
      return new Reading(nothing, null, "This server has no place for task logs.");
    }
    try {
      LogText.Part part = LogText.read(handler, key(row, tryNumber), from, MOST_BYTES, ended);
      return new Reading(part, handler.location(), null);
    } catch (IOException e) {
      LOG.warn("The log {} cannot be read", key(row, tryNumber), e);
      return new Reading(
          nothing,
          handler.location(),
          "The log cannot be read from " + handler.location() + " now: " + e.getMessage());
    }
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
