package io.orchestrator.store.postgres;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.model.TaskModel;
import io.orchestrator.run.RunSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inserts the task instances of a new run, as a part of the statement that makes it. */
final class NewTasks {
  /** A task with the DAG that says its priority. */
  private record Entry(CompiledDag dag, TaskModel task) {}

  private static final Columns<Entry> TASK =
      Columns.<Entry>none()
          .with("task_id", "text", e -> e.task.taskId())
          .with("max_tries", "integer", e -> e.task.retry().retries())
          .with("operator", "text", e -> e.task.operator())
          .with("pool", "text", e -> e.task.limits().pool())
          .with("pool_slots", "integer", e -> e.task.limits().poolSlots())
          .with("queue", "text", e -> e.task.queue())
          .with("priority", "integer", e -> e.dag.priority(e.task.taskId()))
          .with("max_active_across_runs", "integer", e -> e.task.limits().maxActiveAcrossRuns())
          .with("max_active_per_run", "integer", e -> e.task.limits().maxActivePerRun());

  /** Of the run {@code r}. */
  static final String INSERT =
      """
      insert into task_instance (run_pk, dag_id, order_date, max_active_tasks, %s)
      select r.id, r.dag_id, ?, ?, n.* from r, %s
      """
          .formatted(TASK.names(), TASK.unnest("n"));

  private NewTasks() {}

  /** What {@link #INSERT} is given. */
  static List<@Nullable Object> args(RunSpec run, CompiledDag dag) {
    List<@Nullable Object> args = new ArrayList<>();
    args.add(run.dates().order());
    args.add(dag.model().maxActiveTasks());
    args.addAll(TASK.args(dag.model().tasks().stream().map(t -> new Entry(dag, t)).toList()));
    return args;
  }
}
