package io.orchestrator.store.postgres;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.model.TaskModel;
import io.orchestrator.run.DagRun;
import java.util.List;

/** Inserts the task instances of a new run in one statement. */
final class NewTasks {
  private static final String INSERT =
      """
      insert into task_instance (run_pk, dag_id, order_date, max_active_tasks, task_id, max_tries,
        operator, pool, pool_slots, queue, priority, max_active_across_runs, max_active_per_run)
      select ?, ?, ?, ?, n.*
      from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) as n
      """;

  private NewTasks() {}

  static void insert(Sql sql, DagRun run, CompiledDag dag) {
    List<TaskModel> tasks = dag.model().tasks();
    sql.update(
        INSERT,
        run.id(),
        run.dagId(),
        run.spec().dates().order(),
        dag.model().maxActiveTasks(),
        Sql.array("text", Columns.of(tasks, TaskModel::taskId)),
        Sql.array("integer", Columns.of(tasks, task -> task.retry().retries())),
        Sql.array("text", Columns.of(tasks, TaskModel::operator)),
        Sql.array("text", Columns.of(tasks, task -> task.limits().pool())),
        Sql.array("integer", Columns.of(tasks, task -> task.limits().poolSlots())),
        Sql.array("text", Columns.of(tasks, TaskModel::queue)),
        Sql.array("integer", Columns.of(tasks, task -> dag.priority(task.taskId()))),
        Sql.array("integer", Columns.of(tasks, task -> task.limits().maxActiveAcrossRuns())),
        Sql.array("integer", Columns.of(tasks, task -> task.limits().maxActivePerRun())));
  }
}
