package io.orchestrator.web.api;

import io.orchestrator.run.ReasonText;
import io.orchestrator.run.WaitReason;
import io.orchestrator.scheduler.Explainer;
import io.orchestrator.scheduler.Explainer.RunExplanation;
import io.orchestrator.store.Queries;
import io.orchestrator.store.TaskFilter;
import io.orchestrator.store.TaskRow;
import io.orchestrator.web.api.body.WhyBody;
import io.orchestrator.web.reading.AllTasks;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Why something is not going on, found at the moment of asking. Airflow's {@code dependencies} of
 * one instance; {@code why} of a whole run is ours. Clock times in the sentences are UTC.
 */
@RestController
final class WhyController {
  private final Queries queries;
  private final Explainer explainer;
  private final Lookups lookups;

  WhyController(Queries queries, Explainer explainer, Lookups lookups) {
    this.queries = queries;
    this.explainer = explainer;
    this.lookups = lookups;
  }

  /** Never empty for an instance that is not finished; always empty for one that is. */
  @GetMapping(TaskInstanceController.PATH + "/{taskId}/dependencies")
  Map<String, Object> dependencies(
      @PathVariable String dagId,
      @PathVariable String runId,
      @PathVariable String taskId,
      @RequestParam(name = "map_index", defaultValue = "-1") int mapIndex) {
    TaskRow row = lookups.task(dagId, runId, taskId, mapIndex);
    List<Map<String, String>> dependencies =
        row.task().state().finished()
            ? List.of()
            : explainer
                .explain(dagId, runId)
                .flatMap(
                    e ->
                        Optional.ofNullable(e.tasks().get(row.task().id()))
                            .map(reason -> dependency(reason, e)))
                .map(List::of)
                .orElse(List.of());
    return Map.of("dependencies", dependencies);
  }

  @GetMapping(TaskInstanceController.MAPPED + "/dependencies")
  Map<String, Object> mapped(
      @PathVariable String dagId,
      @PathVariable String runId,
      @PathVariable String taskId,
      @PathVariable int mapIndex) {
    return dependencies(dagId, runId, taskId, mapIndex);
  }

  @GetMapping("/api/x1/dags/{dagId}/dagRuns/{runId}/why")
  WhyBody why(@PathVariable String dagId, @PathVariable String runId) {
    lookups.run(dagId, runId);
    RunExplanation explained =
        explainer
            .explain(dagId, runId)
            .orElseThrow(() -> ApiException.notFound("DAG run", dagId + "/" + runId));
    AllTasks unfinished =
        AllTasks.of(queries, TaskFilter.ofRun(dagId, runId), row -> !row.task().state().finished());
    return new WhyBody(
        explained.run().map(r -> rule(r, explained)).orElse(null),
        unfinished.rows().stream().map(row -> task(row, explained)).toList(),
        unfinished.more(),
        explained.asOf());
  }

  private static WhyBody.Task task(TaskRow row, RunExplanation explained) {
    WaitReason reason = explained.tasks().get(row.task().id());
    return new WhyBody.Task(
        row.task().taskId(),
        row.task().mapIndex(),
        Bodies.state(row.task().state()),
        reason == null ? null : rule(reason, explained));
  }

  private static WhyBody.Rule rule(WaitReason reason, RunExplanation explained) {
    return new WhyBody.Rule(ReasonText.name(reason), text(reason, explained));
  }

  private static Map<String, String> dependency(WaitReason reason, RunExplanation explained) {
    return Map.of("name", ReasonText.name(reason), "reason", text(reason, explained));
  }

  private static String text(WaitReason reason, RunExplanation explained) {
    return ReasonText.of(reason, ZoneOffset.UTC, explained.asOf());
  }
}
