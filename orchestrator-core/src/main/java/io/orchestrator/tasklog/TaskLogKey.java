package io.orchestrator.tasklog;

/**
 * Names one attempt's log. All parts are path-safe ids.
 *
 * @param mapIndex −1 when not mapped
 * @param tryNumber counts from 1
 */
public record TaskLogKey(String dagId, String runId, String taskId, int mapIndex, int tryNumber) {

  /** The log's folder, Airflow 3's layout: {@code dag_id=…/run_id=…/task_id=…/attempt=1}. */
  public String path() {
    String map = mapIndex < 0 ? "" : "/map_index=" + mapIndex;
    return "dag_id="
        + dagId
        + "/run_id="
        + runId
        + "/task_id="
        + taskId
        + map
        + "/attempt="
        + tryNumber;
  }
}
