package io.orchestrator.web.ui.task;

import io.orchestrator.tasklog.TaskLogKey;
import io.orchestrator.web.reading.LogSearch.Found;
import io.orchestrator.web.reading.LogText;
import io.orchestrator.web.reading.LogText.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a page shows of a log at once: all of it, or its beginning and its end, and between them a
 * bar that says what is left out.
 *
 * @param href of the page
 */
record LogWindow(LogText text, TaskLogKey key, Summary all, String href) {
  static final Found NOTHING = new Found(List.of(), 0, Optional.empty());
  private static final long HEAD = 1024 * 1024;
  private static final long TAIL = 5 * HEAD;

  /** More lines than a browser should hold: they are in the download. */
  private static final long MOST_AT_ONCE = 500_000;

  /** Whether something is left out. */
  boolean cut() {
    return all.bytes() > HEAD + TAIL;
  }

  List<LogPart> parts(long at, LogClock clock) {
    long head = cut() ? text.lineAt(key, HEAD) - 1 : all.lines();
    long tail = cut() ? text.lineAt(key, all.bytes() - TAIL) : all.lines() + 1;
    List<LogPart> parts = new ArrayList<>();
    long next = 1;
    for (LogRange range : LogRange.shown(head, tail, all.lines(), at)) {
      if (range.from() > next) {
        parts.add(LogPart.gap(gap(next, range.from() - 1)));
      }
      parts.add(LogLines.part(text.lines(key, range.from(), range.to()), all.lines(), clock));
      next = range.to() + 1;
    }
    return parts;
  }

  private LogPart.Gap gap(long from, long to) {
    long previous = Math.max(from, to - LogRange.STEP + 1);
    return new LogPart.Gap(
        from,
        to,
        LogWords.lines(to - from + 1) + " between",
        href + "&at=" + from + "#L" + from,
        href + "&at=" + previous + "#L" + previous,
        to - from < MOST_AT_ONCE);
  }
}
