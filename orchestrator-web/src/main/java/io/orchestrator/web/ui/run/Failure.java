package io.orchestrator.web.ui.run;

import io.orchestrator.run.Attempt;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.TaskRow;
import io.orchestrator.web.ui.parts.TaskWords;
import io.orchestrator.web.ui.text.Moments;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why a run failed, told once: the task that failed first, and what came of it. */
record Failure(List<TaskRow> tasks, Map<UUID, List<Attempt>> attempts, Moments moments) {

  /** {@code check failed. 4 below did not run.}; empty when no task failed. */
  String text() {
    List<TaskInstance> failed =
        in(TaskState.FAILED).sorted(Comparator.comparing(Failure::end)).toList();
    if (failed.isEmpty()) {
      return "";
    }
    long below = in(TaskState.UPSTREAM_FAILED).count();
    return Stream.of(
            failed.get(0).taskId() + " failed" + others(failed.size() - 1) + ".",
            tries(failed.get(0)),
            below == 0 ? "" : below + " below did not run.")
        .filter(sentence -> !sentence.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String others(int count) {
    return count == 0 ? "" : " first, then " + count + (count == 1 ? " other" : " others");
  }

  private Stream<TaskInstance> in(TaskState state) {
    return tasks.stream().map(TaskRow::task).filter(t -> t.state() == state);
  }

  private static Instant end(TaskInstance task) {
    Instant end = task.times().endDate();
    return end == null ? Instant.MAX : end;
  }

  /** {@code Try 2 failed after 0.2 s; the first try took 3.1 s at 13:54.} */
  private String tries(TaskInstance task) {
    if (task.tryNumber() < 2) {
      return "";
    }
    String last =
        "Try "
            + task.tryNumber()
            + " failed"
            + TaskWords.took(task, moments).map(t -> " after " + t).orElse("");
    return attempts.getOrDefault(task.id(), List.of()).stream()
        .filter(a -> a.tryNumber() < task.tryNumber() && a.startDate() != null)
        .findFirst()
        .map(a -> last + "; the first try" + took(a) + ".")
        .orElse(last + ".");
  }

  private String took(Attempt first) {
    Instant start = first.startDate();
    return start == null
        ? ""
        : moments.took(start, first.endDate()).map(t -> " took " + t).orElse("")
            + " at "
            + moments.minute(start);
  }
}
