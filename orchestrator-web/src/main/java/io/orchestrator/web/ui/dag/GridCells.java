package io.orchestrator.web.ui.dag;

import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.Snapshot;
import io.orchestrator.store.TaskFilter;
import io.orchestrator.store.TaskFilter.By;
import io.orchestrator.web.ui.parts.NoSuchPage;
import io.orchestrator.web.ui.parts.TaskWords;
import io.orchestrator.web.ui.text.Moments;
import io.orchestrator.web.ui.text.StateView;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says of one square of the grid what its state alone does not. */
final class GridCells {
  private GridCells() {}

  /** {@code try 1 of 3, took 33 s: Query exhausted resources}; counts where a task is mapped. */
  static String text(
      Snapshot snapshot, String dagId, String runId, String taskId, Moments moments) {
    List<TaskInstance> found =
        snapshot
            .queries()
            .tasks(
                TaskFilter.ofRun(dagId, runId).with(By.TASK_ID, List.of(taskId)),
                PageRequest.first(PageRequest.MAX_LIMIT))
            .rows()
            .stream()
            .map(row -> row.task())
            .filter(task -> task.taskId().equals(taskId))
            .toList();
    if (found.isEmpty()) {
      throw new NoSuchPage(NoSuchPage.Kind.TASK, taskId, dagId);
    }
    return found.size() == 1 ? one(found.get(0), moments) : many(found);
  }

  private static String one(TaskInstance task, Moments moments) {
    String tried =
        task.tryNumber() == 0 ? "" : "try " + task.tryNumber() + " of " + (task.maxTries() + 1);
    String facts =
        Stream.of(tried, TaskWords.took(task, moments).map(took -> "took " + took).orElse(""))
            .filter(fact -> !fact.isEmpty())
            .collect(Collectors.joining(", "));
    String reason = task.reason();
    if (reason == null || reason.isEmpty()) {
      return facts;
    }
    return facts.isEmpty() ? reason : facts + ": " + reason;
  }

  private static String many(List<TaskInstance> tasks) {
    Map<TaskState, Integer> counts = new EnumMap<>(TaskState.class);
    tasks.forEach(task -> counts.merge(task.state(), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(e -> e.getValue() + " " + StateView.of(e.getKey()).word().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", ", tasks.size() + " instances: ", ""));
  }
}
