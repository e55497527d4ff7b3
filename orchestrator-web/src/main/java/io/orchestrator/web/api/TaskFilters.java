package io.orchestrator.web.api;

import io.orchestrator.run.TaskState;
import io.orchestrator.store.TaskFilter;
import io.orchestrator.store.TaskFilter.By;
import java.util.List;

/** Filters of task instance lists, as parameters and as a body. */
final class TaskFilters {
  /** Filters of Airflow that no list of task instances has here. */
  private static final String[] LACKING = {
    "cursor",
    "duration_*",
    "executor",
    "operator_name_pattern",
    "pool_name_pattern",
    "queue_name_pattern",
    "rendered_map_index_pattern",
    "task_group_id",
    "updated_at_*",
    "version_number"
  };

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
    p.without(LACKING);
    return TaskFilter.ANY
        .with(By.DAG_ID, dagIds)
        .with(By.RUN_ID, runIds)
        .with(By.TASK_ID, taskIds)
        .in(p.all("state", TaskFilters::state))
        .with(By.POOL, p.all("pool"))
        .with(By.QUEUE, p.all("queue"))
        .with(By.OPERATOR, p.all("operator"))
        .with(By.TRY_NUMBER, p.all("try_number", Integer::valueOf))
        .with(By.MAP_INDEX, p.all("map_index", Integer::valueOf))
        .with(
            new TaskFilter.Patterns(
                p.text("dag_id_pattern"),
                p.text("run_id_pattern"),
                // Here a task's name on display is its id.
                p.either("task_id_pattern", "task_display_name_pattern")))
        .with(
            new TaskFilter.Times(
                p.range("logical_date"),
                p.range("run_after"),
                p.range("start_date"),
                p.range("end_date")));
  }

  private static List<String> ids(String id) {
    return id.equals("~") ? List.of() : List.of(id);
  }
}
