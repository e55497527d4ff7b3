package io.orchestrator.web.api;

import io.orchestrator.run.TaskTransition;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.Queries;
import io.orchestrator.store.TaskFilter;
import io.orchestrator.store.TaskRow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The instances an order touches, as they are stored now. */
@Component
final class TouchedTasks {
  private final Queries queries;

  TouchedTasks(Queries queries) {
    this.queries = queries;
  }

  /**
   * A list body.
   *
   * @param byRun what changes, by run id; at most {@value PageRequest#MAX_LIMIT} are shown
   */
  Map<String, Object> list(String dagId, Map<String, List<TaskTransition>> byRun) {
    Set<UUID> ids =
        byRun.values().stream()
            .flatMap(List::stream)
            .map(t -> t.before().id())
            .collect(Collectors.toSet());
    List<String> runs =
        byRun.entrySet().stream()
            .filter(e -> !e.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    List<TaskRow> rows =
        runs.isEmpty()
            ? List.of()
            : queries
                .tasks(
                    TaskFilter.ANY.inDags(List.of(dagId)).inRuns(runs),
                    PageRequest.first(PageRequest.MAX_LIMIT))
                .rows()
                .stream()
                .filter(row -> ids.contains(row.task().id()))
                .toList();
    return Bodies.list("task_instances", rows, row -> Bodies.task(row, null));
  }
}
