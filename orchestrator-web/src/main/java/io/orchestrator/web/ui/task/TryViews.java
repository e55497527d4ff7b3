package io.orchestrator.web.ui.task;

import io.orchestrator.run.Attempt;
import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.Overview;
import io.orchestrator.timetable.Durations;
import io.orchestrator.web.ui.svg.RunBars;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.text.StateView;
import io.orchestrator.web.ui.text.TaskPath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tries of a task instance, newest first, and the bars of its history. */
final class TryViews {
  private static final int SAMPLES = 20;

  private TryViews() {}

  static List<TaskView.Try> of(
      TaskInstance task, List<Attempt> attempts, int shown, String href, Moments moments) {
    List<TaskView.Try> tries = new ArrayList<>();
    Instant retryAt = task.times().retryAt();
    if (task.state() == TaskState.UP_FOR_RETRY && retryAt != null) {
      tries.add(
          new TaskView.Try(
              task.tryNumber() + 1,
              StateView.of(task.state()),
              moments.relative(retryAt),
              "at " + moments.clock(retryAt),
              href,
              false));
    }
    boolean ended = attempts.stream().anyMatch(a -> a.tryNumber() == task.tryNumber());
    if (task.tryNumber() > 0 && !ended) {
      tries.add(current(task, shown, href, moments));
    }
    attempts.stream()
        .sorted((a, b) -> Integer.compare(b.tryNumber(), a.tryNumber()))
        .forEach(a -> tries.add(ended(a, shown, href, moments)));
    return tries;
  }

  private static TaskView.Try current(TaskInstance task, int shown, String href, Moments moments) {
    TaskInstance.TaskTimes times = task.times();
    return new TaskView.Try(
        task.tryNumber(),
        StateView.of(task.state()),
        moments.took(times.startDate(), times.endDate()).orElse(""),
        where(times.startDate(), times.endDate(), task.worker(), task.reason(), moments),
        href + "?try=" + task.tryNumber(),
        shown == task.tryNumber());
  }

  private static TaskView.Try ended(Attempt attempt, int shown, String href, Moments moments) {
    return new TaskView.Try(
        attempt.tryNumber(),
        StateView.of(attempt.state()),
        moments.took(attempt.startDate(), attempt.endDate()).orElse(""),
        where(attempt.startDate(), attempt.endDate(), attempt.worker(), attempt.reason(), moments),
        href + "?try=" + attempt.tryNumber(),
        shown == attempt.tryNumber());
  }

  private static String where(
      @Nullable Instant start,
      @Nullable Instant end,
      @Nullable String worker,
      @Nullable String reason,
      Moments moments) {
    StringBuilder text = new StringBuilder();
    if (start != null) {
      text.append(moments.clock(start));
    }
    if (end != null) {
      text.append(text.isEmpty() ? "" : " to ").append(moments.clock(end));
    }
    if (worker != null && !worker.isEmpty()) {
      text.append(" on ").append(worker);
    }
    if (reason != null && !reason.isEmpty()) {
      text.append(text.isEmpty() ? "" : ". ").append(reason);
    }
    return text.toString();
  }

  static Optional<Duration> took(Overview.TaskDuration d, Moments moments) {
    Instant start = d.moments().startDate();
    if (start == null) {
      return Optional.empty();
    }
    Instant end = d.moments().endDate();
    return Optional.of(Duration.between(start, end == null ? moments.now() : end));
  }

  /** How long it usually takes; nothing without a success. */
  static TaskView.History history(TaskPath at, List<Overview.TaskDuration> last, Moments moments) {
    List<Duration> ended =
        last.stream()
            .filter(d -> d.state() == TaskState.SUCCESS)
            .flatMap(d -> took(d, moments).stream())
            .sorted()
            .toList();
    if (ended.isEmpty()) {
      return new TaskView.History(null, List.of());
    }
    String median = Durations.text(ended.get(ended.size() / 2));
    return new TaskView.History(median + tail(ended), bars(at.dagId(), at.taskId(), last, moments));
  }

  /** One of twenty takes longer than p95: fewer samples have no such one. */
  private static String tail(List<Duration> sorted) {
    return sorted.size() > SAMPLES
        ? ", p95 " + Durations.text(sorted.get((sorted.size() - 1) * 95 / 100))
        : "";
  }

  private static List<RunBars.Bar> bars(
      String dagId, String taskId, List<Overview.TaskDuration> newestFirst, Moments moments) {
    List<RunBars.Run> runs = new ArrayList<>();
    for (Overview.TaskDuration d : newestFirst) {
      String title = moments.logical(d.dates().order()) + ", " + StateView.of(d.state()).word();
      runs.add(
          new RunBars.Run(
              Links.task(dagId, d.runId(), taskId, d.mapIndex()),
              title,
              runState(d.state()),
              took(d, moments)));
    }
    Collections.reverse(runs);
    return RunBars.of(runs, 8, 0, 24, 22);
  }

  private static RunState runState(TaskState state) {
    return switch (state) {
      case SUCCESS, SKIPPED, REMOVED -> RunState.SUCCESS;
      case FAILED, UPSTREAM_FAILED -> RunState.FAILED;
      case RUNNING, RESTARTING, DEFERRED -> RunState.RUNNING;
      case NONE, SCHEDULED, QUEUED, UP_FOR_RETRY, UP_FOR_RESCHEDULE -> RunState.QUEUED;
    };
  }
}
