package io.orchestrator.web.ui.run;

import io.orchestrator.run.Attempt;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a task instance did when: waited, was tried, waited to be tried or to look again. */
record GanttSpans(Instant now) {
  /**
   * One stretch of its time.
   *
   * @param line whether it is drawn as a line: a wait
   */
  record Span(String css, boolean line, Instant from, Instant to) {}

  /** From left to right. */
  List<Span> of(TaskInstance task, List<Attempt> attempts) {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < attempts.size(); i++) {
      Attempt attempt = attempts.get(i);
      if (attempt.tryNumber() < task.tryNumber() || !task.state().finished()) {
        Instant next = i + 1 < attempts.size() ? attempts.get(i + 1).queuedAt() : queued(task);
        past(spans, attempt, next);
      }
    }
    if (task.state() == TaskState.UP_FOR_RETRY) {
      add(spans, "seg-retry", true, task.times().endDate(), task.times().retryAt());
    } else {
      current(spans, task);
    }
    return spans;
  }

  private static void past(List<Span> spans, Attempt attempt, @Nullable Instant next) {
    boolean retried = attempt.state() == TaskState.UP_FOR_RETRY;
    TaskState state = retried ? TaskState.FAILED : attempt.state();
    add(spans, "seg-wait", true, attempt.queuedAt(), attempt.startDate());
    add(spans, "sf " + state.wireName(), false, attempt.startDate(), attempt.endDate());
    if (retried) {
      add(spans, "seg-retry", true, attempt.endDate(), next);
    }
  }

  private void current(List<Span> spans, TaskInstance task) {
    TaskInstance.TaskTimes times = task.times();
    Instant start = times.startDate();
    Instant end = times.endDate() == null ? now : times.endDate();
    if (start == null) {
      Instant ready = times.scheduledAt() == null ? times.queuedAt() : times.scheduledAt();
      add(spans, "seg-wait", true, ready, task.state().finished() ? null : now);
      return;
    }
    Instant ready = times.scheduledAt() == null ? queued(task) : times.scheduledAt();
    add(spans, "seg-wait", true, ready, start);
    boolean looks = executes(task.state()) || task.state().finished();
    Instant look =
        times.queuedAt() == null || !times.queuedAt().isAfter(start) ? start : queued(task);
    if (times.firstPokeAt() != null) {
      add(spans, "seg-poke", true, start, looks ? look : now);
    }
    if (looks) {
      Instant from = times.firstPokeAt() == null ? start : look;
      add(spans, "sf " + task.state().wireName(), false, from, end);
    }
  }

  private static boolean executes(TaskState state) {
    return state == TaskState.RUNNING || state == TaskState.RESTARTING;
  }

  private static @Nullable Instant queued(TaskInstance task) {
    return task.times().queuedAt();
  }

  private static void add(
      List<Span> spans, String css, boolean line, @Nullable Instant from, @Nullable Instant to) {
    if (from != null && to != null && (line ? to.isAfter(from) : !to.isBefore(from))) {
      spans.add(new Span(css, line, from, to));
    }
  }
}
