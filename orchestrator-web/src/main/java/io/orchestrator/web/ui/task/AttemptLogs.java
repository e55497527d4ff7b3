package io.orchestrator.web.ui.task;

import io.orchestrator.run.TaskState;
import io.orchestrator.store.TaskRow;
import io.orchestrator.tasklog.TaskLogKey;
import io.orchestrator.tasklog.TaskLogReader;
import io.orchestrator.tasklog.TaskLogReader.Page;
import io.orchestrator.web.reading.LogSearch;
import io.orchestrator.web.reading.LogSearch.Found;
import io.orchestrator.web.reading.LogText;
import io.orchestrator.web.reading.LogText.Summary;
import io.orchestrator.web.reading.NumberedLine;
import io.orchestrator.web.ui.parts.ChoiceView;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads logs of attempts for pages. */
@Component
record AttemptLogs(TaskLogReader reader, LogText text, LogSearch search) {
  private static final List<String> LEVELS = List.of("WARN", "ERROR");

  /** What a page that follows a log gets at once; the rest follows page by page. */
  private static final int PAGE_BYTES = 1024 * 1024;

  /** Lines that a filter shows. */
  private static final int MOST_FILTERED = 2_000;

  LogView view(LogTask task, int tryNumber, LogAsk ask, String href, Moments moments) {
    TaskRow row = task.row();
    TaskLogKey key = key(row, tryNumber);
    boolean goesOn = task.goesOn(tryNumber, moments.now());
    boolean filtered = LEVELS.contains(ask.level());
    Summary all = text.summary(key);
    String times = ask.times().value();
    String shown =
        row.task().id() + "/" + tryNumber + "/" + ask.level() + "/" + ask.at() + "/" + times;
    String page = href + "?try=" + tryNumber;
    String further = href + "/log?try=" + tryNumber + "&times=" + times;
    LogClock clock = new LogClock(moments, ask.times(), task.start(tryNumber));
    LogWindow window = new LogWindow(text, key, all, page);
    Found grave = filtered ? search.grave(key, ask.level(), MOST_FILTERED) : LogWindow.NOTHING;
    List<LogPart> parts =
        filtered
            ? List.of(LogPart.rows(LogLines.rows(grave.lines(), clock)))
            : window.parts(ask.at(), clock);
    return new LogView(
        tryNumber,
        new LogView.Tail(
            shown,
            goesOn && !filtered ? further : null,
            all.next(),
            all.lines() + 1,
            opens(row, tryNumber, window.cut())),
        shown.equals(ask.known()) ? List.of() : parts,
        new LogView.Counts(all.errors(), all.warnings()),
        new LogView.Looks(levels(page, ask.level()), times(page, ask), !clock.shows()),
        finds(row, tryNumber, ask, page),
        new LogView.Source(
            further,
            LogWords.foot(tryNumber, all.lines(), all.bytes()),
            text.location(key),
            filtered ? LogWords.filtered(grave) : null,
            all.problem().orElse(missing(row, open(row, tryNumber))),
            href + "/log?try=" + tryNumber + "&download=true"));
  }

  /**
   * Looks through the whole log.
   *
   * @param page its address, with the try
   */
  LogFinds finds(TaskRow row, int tryNumber, LogAsk ask, String page) {
    TaskLogKey key = key(row, tryNumber);
    return ask.query()
        .map(query -> LogFinds.of(query, search.find(key, query, LogSearch.MOST), page))
        .orElse(LogFinds.NOTHING);
  }

  /** Lines by their numbers, as they are shown in the log that they are of. */
  LogPart lines(LogTask task, int tryNumber, LogRange range, LogClock clock) {
    TaskLogKey key = key(task.row(), tryNumber);
    long last = Math.min(range.to(), range.from() + LogRange.STEP - 1);
    return LogPart.blocks(LogLines.blocks(text.lines(key, range.from(), last), clock));
  }

  /**
   * Numbers of the lines of just this gravity, the first of them where there are very many.
   *
   * @param level WARN or ERROR
   */
  List<Long> grave(TaskRow row, int tryNumber, String level) {
    return LEVELS.contains(level)
        ? search.grave(key(row, tryNumber), level, LogSearch.MOST).lines().stream()
            .filter(line -> line.parts().gravity().equals(level))
            .map(NumberedLine::number)
            .toList()
        : List.of();
  }

  /** From the cursor on; a log that cannot be read is an answer, too. */
  Page read(TaskRow row, int tryNumber, String cursor) {
    return reader.read(key(row, tryNumber), cursor, PAGE_BYTES);
  }

  private static TaskLogKey key(TaskRow row, int tryNumber) {
    return new TaskLogKey(
        row.run().dagId(),
        row.run().runId(),
        row.task().taskId(),
        row.task().mapIndex(),
        tryNumber);
  }

  /** Where one looks first: where it goes on, at what went wrong, else where it begins. */
  private static String opens(TaskRow row, int tryNumber, boolean cut) {
    if (cut || open(row, tryNumber)) {
      return "end";
    }
    TaskState state = row.task().state();
    return state == TaskState.FAILED || state == TaskState.UP_FOR_RETRY ? "error" : "start";
  }

  private static boolean open(TaskRow row, int tryNumber) {
    TaskState state = row.task().state();
    boolean between = state == TaskState.UP_FOR_RETRY || state == TaskState.NONE;
    return tryNumber == Math.max(1, row.task().tryNumber()) && !state.finished() && !between;
  }

  private static List<ChoiceView> levels(String href, String current) {
    List<ChoiceView> choices = new ArrayList<>();
    choices.add(new ChoiceView("All levels", href, current.isEmpty()));
    choices.add(new ChoiceView("Warnings", href + "&level=WARN", current.equals("WARN")));
    choices.add(new ChoiceView("Errors", href + "&level=ERROR", current.equals("ERROR")));
    return choices;
  }

  /** As they are shown, with the page that shows them in the next way. */
  private static ChoiceView times(String page, LogAsk ask) {
    String level = ask.level().isEmpty() ? "" : "&level=" + Links.value(ask.level());
    String href = page + level + "&times=" + ask.times().next().value();
    return new ChoiceView(ask.times().words(), href, ask.times() != LogTimes.CLOCK);
  }

  private static @Nullable String missing(TaskRow row, boolean open) {
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
