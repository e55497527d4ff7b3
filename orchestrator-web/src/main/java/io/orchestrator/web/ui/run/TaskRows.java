package io.orchestrator.web.ui.run;

import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.web.ui.parts.ConfirmView;
import io.orchestrator.web.ui.text.StateView;
import java.util.List;

/** Changes of task instances as rows of a question. */
final class TaskRows {
  private TaskRows() {}

  /**
   * @param where the run they are in; empty when there is but one
   */
  static List<ConfirmView.Row> of(String where, List<TaskTransition> changes) {
    return changes.stream().map(change -> row(where, change)).toList();
  }

  private static ConfirmView.Row row(String where, TaskTransition change) {
    TaskInstance task = change.before();
    return new ConfirmView.Row(
        task.id().toString(), StateView.of(task.state()), where, name(task), becomes(change));
  }

  static String name(TaskInstance task) {
    return task.mapIndex() < 0 ? task.taskId() : task.taskId() + "[" + task.mapIndex() + "]";
  }

  private static String becomes(TaskTransition change) {
    TaskState to = change.to();
    return switch (to) {
      case NONE -> "runs again";
      case RESTARTING -> "is stopped, runs again";
      case SUCCESS, FAILED, SKIPPED ->
          (change.before().state() == TaskState.RUNNING ? "is stopped, becomes " : "becomes ")
              + to.wireName();
      default -> to.wireName().replace('_', ' ');
    };
  }
}
