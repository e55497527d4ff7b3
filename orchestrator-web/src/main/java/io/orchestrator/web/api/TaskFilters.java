package io.orchestrator.web.api;

import io.orchestrator.run.TaskState;
import io.orchestrator.store.TaskFilter;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Filters of task instance lists, as parameters and as a body. */
final class TaskFilters {
  private TaskFilters() {}

  static TaskFilter of(String dagId, String runId, ListParameters p) {
    String task = p.text("task_id");
    return filter(ids(dagId), ids(runId), task == null ? List.of() : List.of(task), p);
  }

  static TaskFilter mapped(String dagId, String runId, String taskId, ListParameters p) {
    return filter(ids(dagId), ids(runId), ids(taskId), p);
  }

  /** The path's ids win over the body's. */
  static TaskFilter ofBody(String dagId, String runId, ListParameters p) {
    return filter(
        dagId.equals("~") ? p.all("dag_ids") : List.of(dagId),
        runId.equals("~") ? p.all("dag_run_ids") : List.of(runId),
        p.all("task_ids"),
        p);
  }

  /** Airflow writes a task without a state as {@code none} or {@code no_status}. */
  static TaskState state(String name) {
    return name.equals("no_status") ? TaskState.NONE : TaskState.ofWireName(name);
  }

  private static TaskFilter filter(
      List<String> dagIds, List<String> runIds, List<String> taskIds, ListParameters p) {
    p.refuse(
        "duration",
        "updated_at",
        "task_group_id",
        "executor",
        "version_number",
        "pool_name_pattern",
        "queue_name_pattern",
        "operator_name_pattern");
    return new TaskFilter(
        dagIds,
        runIds,
        taskIds,
        new TaskFilter.Patterns(p.text("dag_id_pattern"), p.text("run_id_pattern"), pattern(p)),
        p.all("state", TaskFilters::state),
        p.all("pool"),
        p.all("queue"),
        p.all("operator"),
        p.all("try_number", Integer::valueOf),
        p.all("map_index", Integer::valueOf),
        new TaskFilter.Times(
            p.range("logical_date"),
            p.range("run_after"),
            p.range("start_date"),
            p.range("end_date")),
        null);
  }

  /** Here a task's name on display is its id. */
  private static @Nullable String pattern(ListParameters p) {
    return Stream.of("task_id_pattern", "task_display_name_pattern")
        .map(p::text)
        .filter(java.util.Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static List<String> ids(String id) {
    return id.equals("~") ? List.of() : List.of(id);
  }
}
