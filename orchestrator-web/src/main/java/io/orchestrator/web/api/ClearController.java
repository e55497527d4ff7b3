package io.orchestrator.web.api;

import io.orchestrator.run.ClearPlan.Only;
import io.orchestrator.run.ClearPlan.Selection;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.scheduler.Orders;
import io.orchestrator.scheduler.Previews;
import io.orchestrator.store.Queries;
import io.orchestrator.store.RunRow;
import io.orchestrator.store.Store;
import java.security.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Clearing. As with Airflow, nothing is changed unless {@code dry_run} is false. */
@RestController
final class ClearController {
  private final Queries queries;
  private final Store store;
  private final Orders orders;
  private final Lookups lookups;
  private final TouchedTasks touched;

  ClearController(
      Queries queries, Store store, Orders orders, Lookups lookups, TouchedTasks touched) {
    this.queries = queries;
    this.store = store;
    this.orders = orders;
    this.lookups = lookups;
    this.touched = touched;
  }

  /** Airflow: DAGRunClearBody. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record ClearRun(
      @Nullable Boolean dryRun,
      @Nullable Boolean onlyFailed,
      @Nullable Boolean onlyNew,
      @Nullable Boolean runOnLatestVersion) {}

  @PostMapping("/api/v2/dags/{dagId}/dagRuns/{runId}/clear")
  Object clearRun(
      @PathVariable String dagId,
      @PathVariable String runId,
      @RequestBody ClearRun body,
      Principal caller) {
    lookups.run(dagId, runId);
    ClearTasks.refuseLatest(body.runOnLatestVersion());
    refuseNew(body.onlyNew());
    Selection wanted =
        new Selection(
            List.of(),
            false,
            false,
            ClearTasks.yes(body.onlyFailed(), false) ? Only.FAILED : Only.ANY);
    if (ClearTasks.yes(body.dryRun(), true)) {
      return touched.list(dagId, Map.of(runId, preview(dagId, runId, wanted)));
    }
    orders.clear(dagId, runId, wanted, caller.getName());
    return Bodies.run(lookups.run(dagId, runId));
  }

  @PostMapping("/api/v2/dags/{dagId}/clearTaskInstances")
  Map<String, Object> clearTasks(
      @PathVariable String dagId, @RequestBody ClearTasks body, Principal caller) {
    lookups.dag(dagId);
    body.refuseWhatIsNotKept();
    Selection wanted = body.tasks().selection();
    Map<String, List<TaskTransition>> cleared = new LinkedHashMap<>();
    for (RunRow row : runs(dagId, body.runs())) {
      String runId = row.run().runId();
      lookups.requireTasks(dagId, runId, wanted.taskIds());
      cleared.put(runId, preview(dagId, runId, wanted));
    }
    if (ClearTasks.yes(body.preventRunningTask(), false)) {
      refuseRunning(cleared);
    }
    if (!ClearTasks.yes(body.dryRun(), true)) {
      // What was cleared may differ from the preview: a task may have ended meanwhile.
      cleared.replaceAll(
          (runId, preview) ->
              orders.clear(dagId, runId, wanted, caller.getName()).orElse(List.of()));
    }
    return touched.list(dagId, cleared);
  }

  private List<RunRow> runs(String dagId, ClearTasks.Runs wanted) {
    RunSpans spans = new RunSpans(queries, dagId);
    return wanted
        .only()
        .map(runId -> around(spans, lookups.run(dagId, runId), wanted))
        .orElseGet(() -> spans.between(wanted.start(), wanted.end()));
  }

  private static List<RunRow> around(RunSpans spans, RunRow run, ClearTasks.Runs wanted) {
    return spans.around(
        run,
        ClearTasks.yes(wanted.includePast(), false),
        ClearTasks.yes(wanted.includeFuture(), false));
  }

  private List<TaskTransition> preview(String dagId, String runId, Selection wanted) {
    return store
        .read(tx -> Previews.clear(tx, dagId, runId, wanted))
        .orElseThrow(() -> ApiException.notFound("DAG run", dagId + "/" + runId));
  }

  private static void refuseRunning(Map<String, List<TaskTransition>> cleared) {
    List<String> running = new ArrayList<>();
    cleared.forEach(
        (runId, tasks) ->
            tasks.stream()
                .filter(t -> t.before().state() == TaskState.RUNNING)
                .forEach(t -> running.add(runId + "/" + t.before().taskId())));
    if (!running.isEmpty()) {
      throw ApiException.conflict(
          "task_running",
          "Nothing was cleared: running now: " + String.join(", ", running) + ".",
          "Wait until they have ended, or leave prevent_running_task out to restart them.");
    }
  }

  private static void refuseNew(@Nullable Boolean onlyNew) {
    if (ClearTasks.yes(onlyNew, false)) {
      throw ApiException.badRequest(
          "version_kept",
          "A run keeps the DAG version it was created with, so no task of it is new. Nothing was"
              + " cleared. Leave only_new out.");
    }
  }
}
