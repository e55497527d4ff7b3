package io.orchestrator.web.ui.run;

import io.orchestrator.run.Attempt;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.web.ui.text.Moments;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A run's tasks on one time axis, as percentages. */
final class Gantt {
  private static final long[] STEP_SECONDS = {
    1, 2, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400, 604_800
  };
  private static final int MOST_TICKS = 8;

  private final Instant from;
  private final Instant to;
  private final boolean open;
  private final Map<UUID, List<Attempt>> attempts;
  private final Moments moments;

  private Gantt(
      Instant from, Instant to, boolean open, Map<UUID, List<Attempt>> attempts, Moments moments) {
    this.from = from;
    this.to = to;
    this.open = open;
    this.attempts = attempts;
    this.moments = moments;
  }

  static Gantt of(
      DagRun run, List<TaskInstance> tasks, Map<UUID, List<Attempt>> attempts, Moments moments) {
    boolean open = !run.state().finished();
    Instant from = run.startDate() == null ? run.moments().queuedAt() : run.startDate();
    Instant to = open ? moments.now() : run.endDate() == null ? moments.now() : run.endDate();
    for (TaskInstance task : tasks) {
      from = earlier(from, task.times().queuedAt());
      to = later(to, task.times().endDate());
      if (open) {
        to = later(to, task.times().retryAt());
      }
    }
    for (List<Attempt> tries : attempts.values()) {
      for (Attempt attempt : tries) {
        from = earlier(from, attempt.queuedAt());
      }
    }
    if (Duration.between(from, to).toMillis() < 1_000) {
      to = from.plusSeconds(1);
    }
    return new Gantt(from, to, open, attempts, moments);
  }

  private static Instant earlier(Instant a, @Nullable Instant b) {
    return b != null && b.isBefore(a) ? b : a;
  }

  private static Instant later(Instant a, @Nullable Instant b) {
    return b != null && b.isAfter(a) ? b : a;
  }

  /** Marks of the axis, and one for now while the run goes on. */
  List<RunView.Tick> ticks() {
    Duration span = Duration.between(from, to);
    Duration step =
        LongStream.of(STEP_SECONDS)
            .mapToObj(Duration::ofSeconds)
            .filter(s -> span.toMillis() / s.toMillis() <= MOST_TICKS)
            .findFirst()
            .orElse(Duration.ofMillis(span.toMillis() / MOST_TICKS));
    List<RunView.Tick> ticks = new ArrayList<>();
    long first = Math.floorDiv(from.toEpochMilli(), step.toMillis()) + 1;
    double now = open ? share(moments.now()) : -1;
    for (int i = 0; i <= MOST_TICKS; i++) {
      Instant at = Instant.ofEpochMilli((first + i) * step.toMillis());
      double share = share(at);
      boolean room = share >= 0.04 && share <= 0.97 && Math.abs(share - now) > 0.07;
      if (at.isBefore(to)) {
        String text = step.toSeconds() < 60 ? moments.clock(at) : moments.minute(at);
        ticks.add(new RunView.Tick(percent(share), room ? text : "", "middle", false));
      }
    }
    if (open) {
      String anchor = now > 0.9 ? "end" : "middle";
      ticks.add(
          new RunView.Tick(percent(now), "now " + moments.minute(moments.now()), anchor, true));
    }
    return ticks;
  }

  /** Waiting, tries, waiting to retry: left to right. */
  List<RunView.Bar> bars(TaskInstance task) {
    List<RunView.Bar> bars = new ArrayList<>();
    for (Attempt attempt : attempts.getOrDefault(task.id(), List.of())) {
      if (attempt.tryNumber() < task.tryNumber() || task.state() == TaskState.UP_FOR_RETRY) {
        line(bars, "seg-wait", attempt.queuedAt(), attempt.startDate());
        box(bars, "sf " + attempt.state().wireName(), attempt.startDate(), attempt.endDate());
      }
    }
    TaskInstance.TaskTimes times = task.times();
    if (task.state() == TaskState.UP_FOR_RETRY) {
      line(bars, "seg-retry", times.endDate(), times.retryAt());
      return bars;
    }
    Instant start = times.startDate();
    Instant ready = times.scheduledAt() == null ? times.queuedAt() : times.scheduledAt();
    Instant waited = start == null && !task.state().finished() ? moments.now() : start;
    line(bars, "seg-wait", ready, waited);
    boolean runs = task.state() == TaskState.RUNNING || task.state() == TaskState.RESTARTING;
    Instant end = times.endDate() == null && runs ? moments.now() : times.endDate();
    box(bars, "sf " + task.state().wireName(), start, end);
    return bars;
  }

  private void box(
      List<RunView.Bar> bars, String css, @Nullable Instant start, @Nullable Instant end) {
    if (start != null && end != null && end.isAfter(from)) {
      double x = share(start);
      double width = Math.max(0.003, share(end) - x);
      bars.add(new RunView.Bar(css, false, percent(x), percent(width), percent(x + width)));
    }
  }

  private void line(
      List<RunView.Bar> bars, String css, @Nullable Instant start, @Nullable Instant end) {
    if (start != null && end != null && end.isAfter(start) && end.isAfter(from)) {
      double x = share(start);
      bars.add(new RunView.Bar(css, true, percent(x), "0", percent(share(end))));
    }
  }

  private double share(Instant at) {
    double span = Duration.between(from, to).toMillis();
    double share = Duration.between(from, at).toMillis() / span;
    return Math.max(0, Math.min(1, share));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.3f%%", share * 100);
  }
}
