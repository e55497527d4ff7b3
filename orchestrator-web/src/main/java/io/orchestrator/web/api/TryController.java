package io.orchestrator.web.api;

import io.orchestrator.run.Attempt;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.store.Queries;
import io.orchestrator.store.Snapshots;
import io.orchestrator.store.TaskRow;
import io.orchestrator.web.api.body.TryBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tries of a task instance, oldest first, the current one last. */
@RestController
final class TryController {
  private static final String PATH = TaskInstanceController.PATH + "/{taskId}";
  private final Snapshots snapshots;

  TryController(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  @GetMapping(PATH + "/tries")
  Map<String, Object> list(
      @PathVariable String dagId,
      @PathVariable String runId,
      @PathVariable String taskId,
      @RequestParam(name = "map_index", defaultValue = "-1") int mapIndex) {
    return Bodies.list("task_instances", tries(dagId, runId, taskId, mapIndex), t -> t);
  }

  @GetMapping(TaskInstanceController.MAPPED + "/tries")
  Map<String, Object> mapped(
      @PathVariable String dagId,
      @PathVariable String runId,
      @PathVariable String taskId,
      @PathVariable int mapIndex) {
    return list(dagId, runId, taskId, mapIndex);
  }

  @GetMapping(PATH + "/tries/{tryNumber}")
  TryBody get(
      @PathVariable String dagId,
      @PathVariable String runId,
      @PathVariable String taskId,
      @PathVariable int tryNumber,
      @RequestParam(name = "map_index", defaultValue = "-1") int mapIndex) {
    return tries(dagId, runId, taskId, mapIndex).stream()
        .filter(t -> t.tryNumber() == tryNumber)
        .findFirst()
        .orElseThrow(
            () ->
                ApiException.notFound(
                    "try", dagId + "/" + runId + "/" + taskId + " try " + tryNumber));
  }

  @GetMapping(TaskInstanceController.MAPPED + "/tries/{tryNumber}")
  TryBody mapped(
      @PathVariable String dagId,
      @PathVariable String runId,
      @PathVariable String taskId,
      @PathVariable int mapIndex,
      @PathVariable int tryNumber) {
    return get(dagId, runId, taskId, tryNumber, mapIndex);
  }

  private List<TryBody> tries(String dagId, String runId, String taskId, int mapIndex) {
    return snapshots.read(
        snapshot -> {
          Queries queries = snapshot.queries();
          TaskRow row = new Lookups(queries).task(dagId, runId, taskId, mapIndex);
          return tries(row, queries.attempts(dagId, runId, taskId, mapIndex));
        });
  }

  private static List<TryBody> tries(TaskRow row, List<Attempt> ended) {
    List<TryBody> tries = new ArrayList<>();
    ended.forEach(attempt -> tries.add(Bodies.attempt(row, attempt)));
    if (current(row.task(), ended)) {
      tries.add(Bodies.currentTry(row));
    }
    return tries;
  }

  /** The live row's try is not among the ended ones while it is under way. */
  private static boolean current(TaskInstance task, List<Attempt> ended) {
    return task.tryNumber() > 0 && ended.stream().noneMatch(a -> a.tryNumber() == task.tryNumber());
  }
}
