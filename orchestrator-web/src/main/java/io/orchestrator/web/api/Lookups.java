package io.orchestrator.web.api;

import io.orchestrator.model.NearestNames;
import io.orchestrator.model.TaskModel;
import io.orchestrator.store.DagFilter;
import io.orchestrator.store.DagRow;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.Queries;
import io.orchestrator.store.RunRow;
import io.orchestrator.store.TaskRow;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds what a path names, or refuses with 404 and the nearest names there are. */
@Component
record Lookups(Queries queries) {
  DagRow dag(String dagId) {
    return queries.dag(dagId).orElseThrow(() -> noDag(dagId));
  }

  RunRow run(String dagId, String runId) {
    return Optional.of(runId)
        .filter(id -> id.indexOf('\0') < 0) // in a body it may be anything
        .flatMap(id -> queries.run(dagId, id))
        .orElseThrow(
            () ->
                queries.dag(dagId).isEmpty()
                    ? noDag(dagId)
                    : ApiException.notFound("DAG run", dagId + "/" + runId));
  }

  TaskRow task(String dagId, String runId, String taskId, int mapIndex) {
    return queries
        .task(dagId, runId, taskId, mapIndex)
        .orElseThrow(
            () -> {
              run(dagId, runId);
              return noTask(dagId, runId, taskId, mapIndex);
            });
  }

  /** Checks the DAG and the run of a list path; {@code ~} stands for all. */
  void requireParents(String dagId, String runId) {
    if (!dagId.equals("~") && !runId.equals("~")) {
      run(dagId, runId);
    } else if (!dagId.equals("~")) {
      dag(dagId);
    }
  }

  /** Refuses ids of tasks that the run does not have. */
  void requireTasks(String dagId, String runId, Collection<String> taskIds) {
    List<String> known = tasksOf(dagId, runId);
    for (String id : taskIds) {
      if (!known.contains(id)) {
        throw ApiException.notFound(
            "task", dagId + "/" + runId + "/" + id, NearestNames.of(id, known));
      }
    }
  }

  ApiException noDag(String dagId) {
    List<String> known =
        queries.dags(DagFilter.ANY, PageRequest.first(PageRequest.MAX_LIMIT)).rows().stream()
            .map(row -> row.dag().dagId())
            .toList();
    return ApiException.notFound("DAG", dagId, NearestNames.of(dagId, known));
  }

  private ApiException noTask(String dagId, String runId, String taskId, int mapIndex) {
    String id = dagId + "/" + runId + "/" + taskId + (mapIndex < 0 ? "" : "[" + mapIndex + "]");
    return ApiException.notFound(
        "task instance", id, NearestNames.of(taskId, tasksOf(dagId, runId)));
  }

  private List<String> tasksOf(String dagId, String runId) {
    return queries
        .modelOf(dagId, runId)
        .map(model -> model.tasks().stream().map(TaskModel::taskId).toList())
        .orElse(List.of());
  }
}
