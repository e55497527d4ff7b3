package io.orchestrator.web.ui.parts;

import io.orchestrator.model.DagVersion;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.web.ui.text.NodeName;
import java.util.Optional;

/**
 * How a page calls a task instance.
 *
 * @param prefix its group, with the dot
 * @param name its own name, with its index if it is mapped
 */
public record TaskName(String prefix, String name) {
  /**
   * @param version of the DAG that the run has; without one the whole id is the name
   */
  public static TaskName of(TaskInstance task, Optional<DagVersion> version) {
    String id = task.taskId();
    String name =
        version
            .flatMap(v -> v.model().task(id))
            .map(t -> NodeName.of(t.taskId(), t.group()))
            .orElse(id);
    return new TaskName(
        id.substring(0, id.length() - name.length()),
        task.mapIndex() < 0 ? name : name + " [" + task.mapIndex() + "]");
  }
}
