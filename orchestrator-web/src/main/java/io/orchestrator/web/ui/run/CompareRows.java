package io.orchestrator.web.ui.run;

import io.orchestrator.model.DagVersion;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.TaskRow;
import io.orchestrator.timetable.Durations;
import io.orchestrator.web.ui.parts.TaskName;
import io.orchestrator.web.ui.parts.TaskOrder;
import io.orchestrator.web.ui.run.CompareView.Side;
import io.orchestrator.web.ui.text.Links;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.text.StateView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of two runs, each beside its counterpart.
 *
 * @param version of the first run
 */
record CompareRows(Optional<DagVersion> version, Moments moments) {
  /** A shorter time says nothing: a worker may have been busy. */
  private static final Duration NOTEWORTHY = Duration.ofSeconds(5);

  private static final double MUCH = 1.5;

  /** In the order of the first run's DAG; what only the other run has comes last. */
  List<CompareView.Row> of(List<TaskRow> one, List<TaskRow> other) {
    Map<String, TaskRow> counterparts = new LinkedHashMap<>();
    other.forEach(row -> counterparts.put(key(row), row));
    Duration longest =
        Stream.concat(one.stream(), other.stream())
            .flatMap(row -> took(row.task()).stream())
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    List<CompareView.Row> rows = new ArrayList<>();
    for (TaskRow row : TaskOrder.sorted(one, version)) {
      rows.add(row(row, counterparts.remove(key(row)), longest));
    }
    counterparts.values().forEach(row -> rows.add(row(null, row, longest)));
    return rows;
  }

  private static String key(TaskRow row) {
    return row.task().taskId() + " " + row.task().mapIndex();
  }

  private CompareView.Row row(@Nullable TaskRow one, @Nullable TaskRow other, Duration longest) {
    TaskRow known = one != null ? one : other;
    TaskName name = known == null ? new TaskName("", "") : TaskName.of(known.task(), version);
    Optional<Duration> first = Optional.ofNullable(one).flatMap(row -> took(row.task()));
    Optional<Duration> second = Optional.ofNullable(other).flatMap(row -> took(row.task()));
    boolean sameState = one != null && other != null && one.task().state() == other.task().state();
    boolean much = first.isPresent() && second.isPresent() && much(first.get(), second.get());
    return new CompareView.Row(
        name,
        side(one, longest),
        side(other, longest),
        first.flatMap(a -> second.map(b -> more(a, b))).orElse(""),
        !sameState || much);
  }

  private Side side(@Nullable TaskRow row, Duration longest) {
    if (row == null) {
      return new Side(null, new StateView("none", "Not in this run"), "–", "0%");
    }
    TaskInstance task = row.task();
    long most = Math.max(1, longest.toMillis());
    double share = took(task).map(Duration::toMillis).orElse(0L) * 100d / most;
    return new Side(
        Links.task(row.run().dagId(), row.run().runId(), task.taskId(), task.mapIndex()),
        StateView.of(task.state()),
        took(task).map(Durations::text).orElse("–"),
        String.format(Locale.ROOT, "%.1f%%", share));
  }

  /** Of what has ended: what still runs takes longer every second. */
  private static Optional<Duration> took(TaskInstance task) {
    Instant start = task.times().startDate();
    Instant end = task.times().endDate();
    boolean ran = task.state() != TaskState.UPSTREAM_FAILED && task.state() != TaskState.SKIPPED;
    return start == null || end == null || !ran
        ? Optional.empty()
        : Optional.of(Duration.between(start, end));
  }

  private static boolean much(Duration one, Duration other) {
    Duration shorter = one.compareTo(other) < 0 ? one : other;
    Duration longer = one.compareTo(other) < 0 ? other : one;
    return longer.minus(shorter).compareTo(NOTEWORTHY) >= 0
        && longer.toMillis() >= shorter.toMillis() * MUCH;
  }

  static String more(Duration one, Duration other) {
    Duration gap = one.minus(other);
    return gap.isZero() ? "the same" : (gap.isNegative() ? "−" : "+") + Durations.text(gap.abs());
  }
}
