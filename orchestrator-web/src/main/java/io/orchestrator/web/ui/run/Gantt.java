package io.orchestrator.web.ui.run;

import io.orchestrator.run.Attempt;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.timetable.Durations;
import io.orchestrator.web.ui.run.GanttSpans.Span;
import io.orchestrator.web.ui.run.TimeAxis.Busy;
import io.orchestrator.web.ui.run.TimeAxis.Stretch;
import io.orchestrator.web.ui.text.Moments;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;

/** A run's tasks on one time axis, as percentages. */
record Gantt(TimeAxis axis, boolean open, Map<UUID, List<Span>> spans, Moments moments) {
  private static final long[] STEP_SECONDS = {
    1, 2, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400, 604_800
  };
  private static final int MOST_TICKS = 8;
  private static final double LABEL_ROOM = 0.07;

  /** Where bars may be too narrow to be seen: 3 pixels of the narrowest chart. */
  private static final double NARROW = 0.02;

  static Gantt of(
      DagRun run, List<TaskInstance> tasks, Map<UUID, List<Attempt>> attempts, Moments moments) {
    boolean open = !run.state().finished();
    GanttSpans reader = new GanttSpans(moments.now());
    Map<UUID, List<Span>> spans = new HashMap<>();
    for (TaskInstance task : tasks) {
      spans.put(task.id(), reader.of(task, attempts.getOrDefault(task.id(), List.of())));
    }
    List<Busy> busy = new ArrayList<>();
    spans.values().forEach(all -> all.forEach(s -> busy.add(new Busy(s.from(), s.to()))));
    Instant start = run.startDate() == null ? run.moments().queuedAt() : run.startDate();
    Instant end = open || run.endDate() == null ? moments.now() : run.endDate();
    busy.add(new Busy(start, start));
    busy.add(new Busy(end, end));
    Instant from = busy.stream().map(Busy::from).min(Instant::compareTo).orElse(start);
    Instant to = busy.stream().map(Busy::to).max(Instant::compareTo).orElse(end);
    if (Duration.between(from, to).toMillis() < 1_000) {
      to = from.plusSeconds(1);
    }
    return new Gantt(TimeAxis.of(from, to, busy), open, spans, moments);
  }

  RunView.Axis view() {
    return new RunView.Axis(ticks(), breaks());
  }

  /** Marks of the axis, and one for now while the run goes on. */
  private List<RunView.Tick> ticks() {
    Duration step = step();
    double now = open ? axis.share(moments.now()) : -1;
    List<RunView.Tick> ticks = new ArrayList<>();
    double labelled = -1;
    for (Stretch stretch : axis.stretches()) {
      long at = (stretch.from().toEpochMilli() / step.toMillis() + 1) * step.toMillis();
      for (; at < stretch.to().toEpochMilli(); at += step.toMillis()) {
        double x = axis.share(Instant.ofEpochMilli(at));
        boolean room = x >= 0.04 && x <= 0.97 && far(x, now) && far(x, labelled) && !atBreak(x);
        ticks.add(new RunView.Tick(percent(x), room ? text(step, at) : "", "middle", false));
        labelled = room ? x : labelled;
      }
    }
    if (open) {
      String anchor = now > 0.9 ? "end" : now < 0.1 ? "start" : "middle";
      String text = "now " + moments.minute(moments.now());
      ticks.add(new RunView.Tick(percent(now), text, anchor, true));
    }
    return ticks;
  }

  private boolean atBreak(double x) {
    return axis.stretches().stream().skip(1).anyMatch(s -> !far(x, s.left()));
  }

  private static boolean far(double x, double other) {
    return Math.abs(x - other) > LABEL_ROOM;
  }

  private Duration step() {
    Duration shown = axis.shown();
    return LongStream.of(STEP_SECONDS)
        .mapToObj(Duration::ofSeconds)
        .filter(s -> shown.toMillis() / s.toMillis() <= MOST_TICKS)
        .findFirst()
        .orElse(Duration.ofMillis(shown.toMillis() / MOST_TICKS));
  }

  private String text(Duration step, long at) {
    Instant moment = Instant.ofEpochMilli(at);
    return step.toSeconds() < 60 ? moments.clock(moment) : moments.minute(moment);
  }

  private List<RunView.Break> breaks() {
    List<RunView.Break> breaks = new ArrayList<>();
    for (int i = 1; i < axis.stretches().size(); i++) {
      Stretch before = axis.stretches().get(i - 1);
      Stretch after = axis.stretches().get(i);
      String idle = Durations.rough(Duration.between(before.to(), after.from()));
      breaks.add(new RunView.Break(percent((before.right() + after.left()) / 2), idle));
    }
    return breaks;
  }

  /** Waiting, tries, waiting to retry: left to right. */
  List<RunView.Bar> bars(TaskInstance task) {
    return spans.getOrDefault(task.id(), List.of()).stream().map(this::bar).toList();
  }

  private RunView.Bar bar(Span span) {
    double x = axis.share(span.from());
    double end = axis.share(span.to());
    RunView.Least least =
        span.line() || end - x > NARROW
            ? RunView.Least.NONE
            : end > 1 - NARROW ? RunView.Least.LEFT_OF_END : RunView.Least.RIGHT_OF_START;
    return new RunView.Bar(
        span.css(), span.line(), percent(x), percent(end - x), percent(end), least);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.3f%%", share * 100);
  }
}
