package io.orchestrator.dag;

import io.orchestrator.model.DagModel;
import io.orchestrator.model.DagModels;
import io.orchestrator.model.DagProblem;
import io.orchestrator.model.ParamNames;
import io.orchestrator.model.RunRetention;
import io.orchestrator.model.SourceLocation;
import io.orchestrator.model.TaskModel;
import io.orchestrator.operator.SensorBody;
import io.orchestrator.timetable.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** DAG014 and DAG005: settings outside their range, and an end before the start. */
final class SettingChecks {
  private static final Duration LONGEST = Duration.ofDays(3_660);
  private static final int MOST_TAGS = 100;
  private static final int LONGEST_TAG = 100;
  private static final int MOST_PARAMS = 200;
  private final List<DagProblem> found = new ArrayList<>();

  private SettingChecks() {}

  static List<DagProblem> problems(DagDraft draft, DagModel model) {
    SettingChecks checks = new SettingChecks();
    checks.dag(model);
    model.tasks().forEach(checks::task);
    draft.tasks().forEach(task -> checks.sensor(task, model));
    return checks.found;
  }

  private void dag(DagModel model) {
    SourceLocation where = model.location();
    String of = "of DAG \"" + model.dagId() + "\"";
    atLeast(1, model.maxActiveRuns(), "maxActiveRuns " + of, where);
    atLeast(1, model.maxActiveTasks(), "maxActiveTasks " + of, where);
    positive(model.runTimeout(), "runTimeout " + of, where);
    retention(model.retention(), of, where);
    atMost(MOST_TAGS, model.tags().size(), "tags " + of, where);
    atMost(MOST_PARAMS, ParamNames.of(model).size(), "params " + of, where);
    for (String tag : model.tags()) {
      if (tag.isBlank() || tag.codePointCount(0, tag.length()) > LONGEST_TAG) {
        report(
            "a tag " + of + " has " + tag.codePointCount(0, tag.length()) + " characters",
            "a tag has 1 to " + LONGEST_TAG + ", and not only blanks",
            where);
      }
    }
    DagModels.unstorable(model)
        .ifPresent(problem -> report(problem, "take that character out", where));
    Instant start = model.startDate();
    Instant end = model.endDate();
    if (start != null && end != null && end.isBefore(start)) {
      String message = "the end " + end + " " + of + " lies before its start " + start;
      found.add(new DagProblem("DAG005", where, message, List.of(), "swap them"));
    }
  }

  private void retention(@Nullable RunRetention retention, String of, SourceLocation where) {
    if (retention == null) {
      return;
    }
    atLeast(1, retention.maxRuns(), "keepRuns " + of, where);
    Duration age = retention.maxAge();
    notForEver(age, "keepRunsFor " + of, where);
    if (age != null && age.compareTo(RunRetention.LEAST_AGE) < 0) {
      report(
          "keepRunsFor " + of + " is " + Durations.exact(age),
          "the least allowed value is " + Durations.exact(RunRetention.LEAST_AGE),
          where);
    }
  }

  private void task(TaskModel task) {
    SourceLocation where = task.location();
    String of = "of task \"" + task.taskId() + "\"";
    atLeast(0, task.retry().retries(), "retries " + of, where);
    atLeast(1, task.limits().poolSlots(), "pool slots " + of, where);
    atLeast(1, task.limits().maxActiveAcrossRuns(), "maxActivePerDag " + of, where);
    atLeast(1, task.limits().maxActivePerRun(), "maxActivePerRun " + of, where);
    positive(task.limits().executionTimeout(), "timeout " + of, where);
    notForEver(task.retry().delay(), "retryDelay " + of, where);
    notForEver(task.retry().maxDelay(), "maxRetryDelay " + of, where);
    if (task.retry().delay().isNegative()) {
      report("retryDelay " + of + " is negative", "use Duration.ZERO for no wait", where);
    }
    double factor = task.retry().backoffMultiplier();
    if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
      report("backoff " + of + " is " + factor, "use 2 to double the wait with each try", where);
    }
  }

  private void sensor(TaskHandle<?, ?> task, DagModel model) {
    if (task.draft().work().body() instanceof SensorBody sensor) {
      TaskModel declared = model.task(task.taskId()).orElseThrow();
      Duration timeout =
          Optional.ofNullable(declared.limits().executionTimeout())
              .orElse(SensorBody.DEFAULT_TIMEOUT);
      String what = "pokeInterval of task \"" + task.taskId() + "\"";
      positive(sensor.pokeInterval(), what, declared.location());
      if (sensor.pokeInterval().compareTo(timeout) > 0) {
        report(
            what + " is longer than its timeout",
            "poke more often, or wait longer",
            declared.location());
      }
    }
  }

  private void atLeast(int least, @Nullable Integer value, String what, SourceLocation where) {
    if (value != null && value < least) {
      report(what + " is " + value, "the least allowed value is " + least, where);
    }
  }

  private void atMost(int most, int count, String what, SourceLocation where) {
    if (count > most) {
      report("there are " + count + " " + what, "at most " + most + " are allowed", where);
    }
  }

  private void positive(@Nullable Duration value, String what, SourceLocation where) {
    if (value != null && (value.isNegative() || value.isZero())) {
      report(what + " is " + Durations.exact(value), "it must be longer than nothing", where);
    }
    notForEver(value, what, where);
  }

  /** Moments are counted from now: one that no calendar has could not be written. */
  private void notForEver(@Nullable Duration value, String what, SourceLocation where) {
    if (value != null && value.compareTo(LONGEST) > 0) {
      report(
          what + " is " + Durations.exact(value),
          "the longest allowed value is " + LONGEST.toDays() + " days",
          where);
    }
  }

  private void report(String message, String help, SourceLocation where) {
    found.add(new DagProblem("DAG014", where, message, List.of(), help));
  }
}
