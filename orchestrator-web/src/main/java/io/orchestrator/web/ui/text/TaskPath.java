package io.orchestrator.web.ui.text;

import java.util.Map;
import java.util.Objects;

/**
 * The address of one task instance.
 *
 * @param mapIndex −1 when not mapped
 */
public record TaskPath(String dagId, String runId, String taskId, int mapIndex) {

  /**
   * @throws IllegalArgumentException when the map index is no number
   */
  public static TaskPath of(Map<String, String> path) {
    String index = path.get("mapIndex");
    return new TaskPath(
        Objects.requireNonNull(path.get("dagId")),
        Objects.requireNonNull(path.get("runId")),
        Objects.requireNonNull(path.get("taskId")),
        index == null ? -1 : Integer.parseInt(index));
  }

  public String href() {
    return Links.task(dagId, runId, taskId, mapIndex);
  }
}
