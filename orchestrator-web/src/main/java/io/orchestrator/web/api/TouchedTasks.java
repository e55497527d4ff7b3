package io.orchestrator.web.api;

import io.orchestrator.run.TaskTransition;
import io.orchestrator.store.Page;
import io.orchestrator.store.Queries;
import io.orchestrator.store.TaskFilter;
import io.orchestrator.store.TaskFilter.By;
import io.orchestrator.store.TaskRow;
import io.orchestrator.web.reading.AllTasks;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The instances an order touches, as they are stored now. */
@Component
record TouchedTasks(Queries queries) {
  /**
   * A list body: all are counted, and {@value AllTasks#MOST} at most are shown.
   *
   * @param byRun what changes, by run id
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
            : AllTasks.of(
                    queries,
                    TaskFilter.ANY.with(By.DAG_ID, List.of(dagId)).with(By.RUN_ID, runs),
                    row -> ids.contains(row.task().id()))
                .rows();
    Page<TaskRow> page = new Page<>(rows, rows.size() < ids.size(), ids.size());
    return Bodies.cursored("task_instances", page, row -> Bodies.task(row, Map.of()));
  }
}
