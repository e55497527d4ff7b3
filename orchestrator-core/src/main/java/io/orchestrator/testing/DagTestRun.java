package io.orchestrator.testing;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import java.util.List;
import java.util.Optional;

/**
 * A run of a DAG in memory, and what became of its tasks.
 *
 * @param run the run as it is stored
 * @param tasks in topological order
 * @param order ids of tasks in the order in which their code was called, once per try or poke
 */
public record DagTestRun(DagRun run, List<DagTestTask> tasks, List<String> order) {

  public DagTestRun {
    tasks = List.copyOf(tasks);
    order = List.copyOf(order);
  }

  public RunState state() {
    return run.state();
  }

  /**
   * One task.
   *
   * @throws IllegalArgumentException when the run has no such task
   */
  public DagTestTask task(String taskId) {
    return find(taskId)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Run " + run.runId() + " has no task " + taskId + ". It has:\n" + table()));
  }

  Optional<DagTestTask> find(String taskId) {
    return tasks.stream().filter(task -> task.taskId().equals(taskId)).findFirst();
  }

  /** All tasks with states, tries and reasons, for people. */
  public String table() {
    return TaskTable.of(this);
  }

  @Override
  public String toString() {
    return table();
  }
}
