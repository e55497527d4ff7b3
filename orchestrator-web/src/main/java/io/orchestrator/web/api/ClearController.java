package io.orchestrator.web.api;

import io.orchestrator.run.ClearPlan.Only;
import io.orchestrator.run.ClearPlan.Selection;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.scheduler.Orders;
import io.orchestrator.store.Queries;
import io.orchestrator.store.RunRow;
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
  private final Orders orders;
  private final Lookups lookups;
  private final TouchedTasks touched;

  ClearController(Queries queries, Orders orders, Lookups lookups, TouchedTasks touched) {
    this.queries = queries;
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

  /** Airflow: ClearTaskInstancesBody. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record ClearTasks(
      @Nullable Boolean dryRun,
      @Nullable String startDate,
      @Nullable String endDate,
      @Nullable Boolean onlyFailed,
      @Nullable Boolean onlyRunning,
      @Nullable Boolean resetDagRuns,
      @Nullable List<Object> taskIds,
      @Nullable String dagRunId,
      @Nullable Boolean includeUpstream,
      @Nullable Boolean includeDownstream,
      @Nullable Boolean includeFuture,
      @Nullable Boolean includePast,
      @Nullable Boolean runOnLatestVersion,
      @Nullable Boolean preventRunningTask,
      @Nullable String note) {}

  @PostMapping("/api/v2/dags/{dagId}/dagRuns/{runId}/clear")
  Object clearRun(
      @PathVariable String dagId,
      @PathVariable String runId,
      @RequestBody ClearRun body,
      Principal caller) {
    lookups.run(dagId, runId);
    refuseLatest(body.runOnLatestVersion());
    refuseNew(body.onlyNew());
    Selection wanted =
        new Selection(
            List.of(), false, false, yes(body.onlyFailed(), false) ? Only.FAILED : Only.ANY);
    if (yes(body.dryRun(), true)) {
      return touched.list(dagId, Map.of(runId, preview(dagId, runId, wanted)));
    }
    orders.clear(dagId, runId, wanted, caller.getName());
    return Bodies.run(lookups.run(dagId, runId));
  }

  @PostMapping("/api/v2/dags/{dagId}/clearTaskInstances")
  Map<String, Object> clearTasks(
      @PathVariable String dagId, @RequestBody ClearTasks body, Principal caller) {
    lookups.dag(dagId);
    refuseLatest(body.runOnLatestVersion());
    refuseEndedRuns(body.resetDagRuns());
    refuseNote(body.note());
    List<String> taskIds = TaskIds.of(body.taskIds());
    Selection wanted =
        new Selection(
            taskIds,
            yes(body.includeUpstream(), false),
            yes(body.includeDownstream(), false),
            only(body));
    Map<String, List<TaskTransition>> cleared = new LinkedHashMap<>();
    for (RunRow row : runs(dagId, body)) {
      String runId = row.run().runId();
      lookups.requireTasks(dagId, runId, taskIds);
      cleared.put(runId, preview(dagId, runId, wanted));
    }
    refuseRunning(body, cleared);
    if (!yes(body.dryRun(), true)) {
      // What was cleared may differ from the preview: a task may have ended meanwhile.
      cleared.replaceAll(
          (runId, preview) ->
              orders.clear(dagId, runId, wanted, caller.getName()).orElse(List.of()));
    }
    return touched.list(dagId, cleared);
  }

  private List<RunRow> runs(String dagId, ClearTasks body) {
    String runId = body.dagRunId();
    boolean span = body.startDate() != null || body.endDate() != null;
    if (runId != null && span) {
      throw ApiException.unprocessable("dag_run_id and start_date or end_date exclude each other.");
    }
    if (runId == null && !span) {
      throw ApiException.unprocessable("Say which runs: dag_run_id, or start_date and end_date.");
    }
    RunSpans spans = new RunSpans(queries, dagId);
    if (runId == null) {
      return spans.between(
          ApiTimes.parseOptional("start_date", body.startDate()).orElse(null),
          ApiTimes.parseOptional("end_date", body.endDate()).orElse(null));
    }
    return spans.around(
        lookups.run(dagId, runId),
        yes(body.includePast(), false),
        yes(body.includeFuture(), false));
  }

  private List<TaskTransition> preview(String dagId, String runId, Selection wanted) {
    return orders
        .previewClear(dagId, runId, wanted)
        .orElseThrow(() -> ApiException.notFound("DAG run", dagId + "/" + runId));
  }

  /** As with Airflow only failed ones, unless something else is said. */
  private static Only only(ClearTasks body) {
    boolean running = yes(body.onlyRunning(), false);
    boolean failed = yes(body.onlyFailed(), !running);
    if (failed && running) {
      throw ApiException.unprocessable("only_failed and only_running exclude each other.");
    }
    if (running) {
      return Only.RUNNING;
    }
    return failed ? Only.FAILED : Only.ANY;
  }

  private static void refuseRunning(ClearTasks body, Map<String, List<TaskTransition>> cleared) {
    if (!yes(body.preventRunningTask(), false)) {
      return;
    }
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

  private static void refuseLatest(@Nullable Boolean latest) {
    if (yes(latest, false)) {
      throw ApiException.badRequest(
          "version_kept",
          "A run keeps the DAG version it was created with. Nothing was cleared. Leave"
              + " run_on_latest_version out, or trigger a new run.");
    }
  }

  private static void refuseNew(@Nullable Boolean onlyNew) {
    if (yes(onlyNew, false)) {
      throw ApiException.badRequest(
          "version_kept",
          "A run keeps the DAG version it was created with, so no task of it is new. Nothing was"
              + " cleared. Leave only_new out.");
    }
  }

  private static void refuseEndedRuns(@Nullable Boolean resetDagRuns) {
    if (!yes(resetDagRuns, true)) {
      throw ApiException.badRequest(
          "run_goes_on",
          "A run with cleared tasks goes on: its state cannot be kept. Nothing was cleared. Leave"
              + " reset_dag_runs out.");
    }
  }

  private static void refuseNote(@Nullable String note) {
    if (note != null) {
      throw ApiException.badRequest(
          "note_not_kept",
          "Notes of single task instances are not kept. Nothing was cleared. Write it on the run:"
              + " PATCH …/dagRuns/{dag_run_id} with note.");
    }
  }

  private static boolean yes(@Nullable Boolean value, boolean otherwise) {
    return value == null ? otherwise : value;
  }
}
