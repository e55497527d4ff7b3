package io.orchestrator.web.api;

import io.orchestrator.run.ClearPlan;
import io.orchestrator.run.ClearPlan.Only;
import io.orchestrator.run.ClearPlan.Selection;
import io.orchestrator.run.RunSnapshot;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.scheduler.Orders;
import io.orchestrator.store.Queries;
import io.orchestrator.store.RunRow;
import io.orchestrator.store.Store;
import io.orchestrator.web.refusal.Finding.Place;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.node.ObjectNode;

/** Setting task instances to success, failed or skipped by hand. */
@RestController
final class MarkController {
  private static final String PATH = TaskInstanceController.PATH + "/{taskId}";
  private final Queries queries;
  private final Store store;
  private final Orders orders;
  private final Lookups lookups;
  private final TouchedTasks touched;
  private final Patches patches;

  MarkController(
      Queries queries,
      Store store,
      Orders orders,
      Lookups lookups,
      TouchedTasks touched,
      Patches patches) {
    this.queries = queries;
    this.store = store;
    this.orders = orders;
    this.lookups = lookups;
    this.touched = touched;
    this.patches = patches;
  }

  /** Airflow: PatchTaskInstanceBody. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record TaskPatch(
      @Nullable String newState,
      @Nullable String note,
      @Nullable Boolean includeUpstream,
      @Nullable Boolean includeDownstream,
      @Nullable Boolean includeFuture,
      @Nullable Boolean includePast) {}

  /** The instance an order names. */
  private record Target(String dagId, String runId, String taskId) {}

  @PatchMapping(PATH)
  Map<String, Object> mark(
      @PathVariable String dagId,
      @PathVariable String runId,
      @PathVariable String taskId,
      @RequestParam(name = "map_index", defaultValue = "-1") int mapIndex,
      @RequestBody ObjectNode body,
      HttpServletRequest request,
      Principal caller) {
    Patch<TaskPatch> patch = patches.read(body, TaskPatch.class, request);
    return answer(target(dagId, runId, taskId, mapIndex), patch, caller, false);
  }

  @PatchMapping(PATH + "/dry_run")
  Map<String, Object> dryRun(
      @PathVariable String dagId,
      @PathVariable String runId,
      @PathVariable String taskId,
      @RequestParam(name = "map_index", defaultValue = "-1") int mapIndex,
      @RequestBody ObjectNode body,
      HttpServletRequest request,
      Principal caller) {
    Patch<TaskPatch> patch = patches.read(body, TaskPatch.class, request);
    return answer(target(dagId, runId, taskId, mapIndex), patch, caller, true);
  }

  private Target target(String dagId, String runId, String taskId, int mapIndex) {
    lookups.task(dagId, runId, taskId, mapIndex);
    if (mapIndex >= 0) {
      throw ApiException.invalid(
          Place.QUERY.refuses(
              "map_index",
              "One instance of a mapped task cannot be marked alone. Leave map_index out."));
    }
    return new Target(dagId, runId, taskId);
  }

  private Map<String, Object> answer(
      Target target, Patch<TaskPatch> asked, Principal caller, boolean dryRun) {
    TaskState to = state(asked);
    // What is included says where the change goes; it is no field that a mask could leave alone.
    TaskPatch patch = asked.body();
    Selection wanted =
        new Selection(
            List.of(target.taskId()),
            Boolean.TRUE.equals(patch.includeUpstream()),
            Boolean.TRUE.equals(patch.includeDownstream()),
            Only.ANY);
    Map<String, List<TaskTransition>> changes = new LinkedHashMap<>();
    for (RunRow row : runs(target, patch)) {
      changes.put(row.run().runId(), preview(row, wanted, to));
    }
    if (changes.values().stream().allMatch(List::isEmpty)) {
      throw ApiException.conflict(
          "already_in_state",
          target.taskId() + " is " + to.wireName() + " already. Nothing was changed.",
          "Clear it to have it run again.");
    }
    if (!dryRun) {
      changes.keySet().forEach(r -> orders.mark(target.dagId(), r, wanted, to, caller.getName()));
    }
    return touched.list(target.dagId(), changes);
  }

  private List<RunRow> runs(Target target, TaskPatch patch) {
    return new RunSpans(queries, target.dagId())
        .around(
            lookups.run(target.dagId(), target.runId()),
            Boolean.TRUE.equals(patch.includePast()),
            Boolean.TRUE.equals(patch.includeFuture()));
  }

  private List<TaskTransition> preview(RunRow row, Selection wanted, TaskState to) {
    return store.read(
        tx ->
            tx.runs()
                .snapshot(row.run().id())
                .filter(snapshot -> has(snapshot, wanted))
                .map(s -> ClearPlan.mark(s, wanted, to, "", tx.now()))
                .orElse(List.of()));
  }

  private static boolean has(RunSnapshot snapshot, Selection wanted) {
    List<String> ids = snapshot.tasks().stream().map(TaskInstance::taskId).toList();
    return ids.containsAll(wanted.taskIds());
  }

  private static TaskState state(Patch<TaskPatch> patch) {
    if (patch.after("note", patch.body().note(), null) != null) {
      throw ApiException.badRequest(
          "note_not_kept",
          "Notes of single task instances are not kept. Nothing was changed. Write it on the run:"
              + " PATCH …/dagRuns/{dag_run_id} with note.");
    }
    String state = patch.after("new_state", patch.body().newState(), null);
    return switch (state == null ? "" : state) {
      case "success" -> TaskState.SUCCESS;
      case "failed" -> TaskState.FAILED;
      case "skipped" -> TaskState.SKIPPED;
      default ->
          throw ApiException.invalid(
              Place.BODY.finding(
                  state == null ? "missing" : "enum",
                  "It must be success, failed or skipped.",
                  "new_state"));
    };
  }
}
