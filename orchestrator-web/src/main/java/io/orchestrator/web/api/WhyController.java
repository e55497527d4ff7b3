package io.orchestrator.web.api;

import io.orchestrator.run.ReasonText;
import io.orchestrator.run.WaitReason;
import io.orchestrator.scheduler.Explainer;
import io.orchestrator.scheduler.Explainer.RunExplanation;
import io.orchestrator.store.Queries;
import io.orchestrator.store.Snapshot;
import io.orchestrator.store.Snapshots;
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
  private final Snapshots snapshots;
  private final Explainer explainer;

  WhyController(Snapshots snapshots, Explainer explainer) {
    this.snapshots = snapshots;
    this.explainer = explainer;
  }

  /** Never empty for an instance that is not finished; always empty for one that is. */
  @GetMapping(TaskInstanceController.PATH + "/{taskId}/dependencies")
  Map<String, Object> dependencies(
      @PathVariable String dagId,
      @PathVariable String runId,
      @PathVariable String taskId,
      @RequestParam(name = "map_index", defaultValue = "-1") int mapIndex) {
    return Map.of(
        "dependencies",
        snapshots.read(
            snapshot -> {
              Lookups lookups = new Lookups(snapshot.queries());
              return dependencies(snapshot, lookups.task(dagId, runId, taskId, mapIndex));
            }));
  }

  private List<Map<String, String>> dependencies(Snapshot snapshot, TaskRow row) {
    if (row.task().state().finished()) {
      return List.of();
    }
    return explainer
        .explain(snapshot.tx(), row.run().dagId(), row.run().runId())
        .flatMap(
            e ->
                Optional.ofNullable(e.tasks().get(row.task().id()))
                    .map(reason -> dependency(reason, e)))
        .map(List::of)
        .orElse(List.of());
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
    return snapshots.read(snapshot -> why(snapshot, dagId, runId));
  }

  private WhyBody why(Snapshot snapshot, String dagId, String runId) {
    Queries queries = snapshot.queries();
    new Lookups(queries).run(dagId, runId);
    RunExplanation explained =
        explainer
            .explain(snapshot.tx(), dagId, runId)
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
