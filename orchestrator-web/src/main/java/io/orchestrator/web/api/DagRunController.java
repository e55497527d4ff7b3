package io.orchestrator.web.api;

import io.orchestrator.run.ClearPlan.Selection;
import io.orchestrator.run.RunSpec.Trigger;
import io.orchestrator.run.RunState;
import io.orchestrator.run.RunType;
import io.orchestrator.scheduler.Orders;
import io.orchestrator.scheduler.TriggerRequest;
import io.orchestrator.scheduler.TriggerResult;
import io.orchestrator.store.Queries;
import io.orchestrator.store.RunFilter;
import io.orchestrator.timetable.DataInterval;
import io.orchestrator.web.api.body.DagRunBody;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.node.ObjectNode;

/** DAG runs: trigger, list, get, change. */
@RestController
final class DagRunController {
  private static final String PATH = "/api/v2/dags/{dagId}/dagRuns";
  private static final Set<String> STATES = Set.of("queued", "success", "failed");
  private static final Set<String> BODY =
      Set.of(
          "dag_ids",
          "states",
          "conf_contains",
          "duration_*",
          "logical_date_*",
          "run_after_*",
          "start_date_*",
          "end_date_*",
          "order_by",
          "page_limit",
          "page_offset");
  private static final Set<String> FILTERS =
      Set.of(
          "dag_id_pattern",
          "run_id_pattern",
          "triggering_user_name_pattern",
          "state",
          "run_type",
          "dag_version",
          "logical_date_*",
          "run_after_*",
          "start_date_*",
          "end_date_*",
          "updated_at_*");
  private static final Set<String> BODY_FILTERS =
      Set.of("dag_ids", "states", "logical_date_*", "run_after_*", "start_date_*", "end_date_*");
  private final Queries queries;
  private final Orders orders;
  private final Lookups lookups;
  private final Patches patches;

  DagRunController(Queries queries, Orders orders, Lookups lookups, Patches patches) {
    this.queries = queries;
    this.orders = orders;
    this.lookups = lookups;
    this.patches = patches;
  }

  /** Airflow: TriggerDAGRunPostBody. A missing logical_date counts as null. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record TriggerBody(
      @Nullable Map<String, Object> conf,
      @Nullable String dagRunId,
      @Nullable String dataIntervalStart,
      @Nullable String dataIntervalEnd,
      @Nullable String logicalDate,
      @Nullable String note,
      @Nullable String partitionKey,
      @Nullable String runAfter) {}

  /** Airflow: DAGRunPatchBody. */
  record RunPatch(@Nullable String note, @Nullable String state) {}

  @GetMapping(PATH)
  Map<String, Object> list(@PathVariable String dagId, HttpServletRequest request) {
    lookups.requireParents(dagId, "~");
    ListParameters p = new ListParameters(request).only(FILTERS);
    List<String> dagIds = dagId.equals("~") ? List.of() : List.of(dagId);
    return list(dagIds, p, p.all("state", RunState::ofWireName));
  }

  /** The same list, with its filters in the body: for filters too long for an address. */
  @PostMapping(PATH + "/list")
  Map<String, Object> list(@PathVariable String dagId, @RequestBody Map<String, Object> body) {
    lookups.requireParents(dagId, "~");
    ListParameters p = ListParameters.ofBody(body, BODY).only(BODY_FILTERS);
    List<String> dagIds = dagId.equals("~") ? p.all("dag_ids") : List.of(dagId);
    return list(dagIds, p, p.all("states", RunState::ofWireName));
  }

  private Map<String, Object> list(List<String> dagIds, ListParameters p, List<RunState> states) {
    RunFilter filter =
        new RunFilter(
            dagIds,
            p.text("dag_id_pattern"),
            p.text("run_id_pattern"),
            p.text("triggering_user_name_pattern"),
            states,
            p.all("run_type", RunType::ofWireName),
            p.all("dag_version", Integer::valueOf),
            new RunFilter.Times(
                p.range("logical_date"),
                p.range("run_after"),
                p.range("start_date"),
                p.range("end_date"),
                p.range("updated_at")),
            null);
    return Bodies.list("dag_runs", queries.runs(filter, p.page()), Bodies::run);
  }

  @GetMapping(PATH + "/{runId}")
  DagRunBody get(@PathVariable String dagId, @PathVariable String runId) {
    return Bodies.run(lookups.run(dagId, runId));
  }

  @PostMapping(PATH)
  DagRunBody trigger(@PathVariable String dagId, @RequestBody TriggerBody body, Principal caller) {
    if (body.partitionKey() != null) {
      throw ApiException.badRequest(
          "no_partitions",
          "This server has no partitioned runs. Nothing was triggered. Leave partition_key out, or"
              + " hand it on in conf.");
    }
    TriggerResult result =
        orders.trigger(
            new TriggerRequest(
                dagId,
                Optional.ofNullable(body.dagRunId()),
                new TriggerRequest.Dates(
                    ApiTimes.parseOptional("logical_date", body.logicalDate()),
                    interval(body),
                    ApiTimes.parseOptional("run_after", body.runAfter())),
                new Trigger(
                    "rest_api", caller.getName(), body.conf() == null ? Map.of() : body.conf()),
                Optional.ofNullable(body.note())));
    if (result instanceof TriggerResult.NoSuchDag) {
      throw lookups.noDag(dagId);
    }
    return Triggered.answer(result, run -> get(run.dagId(), run.runId()));
  }

  /** Airflow: a note, a state for its unfinished tasks, or both. */
  @PatchMapping(PATH + "/{runId}")
  DagRunBody patch(
      @PathVariable String dagId,
      @PathVariable String runId,
      @RequestBody ObjectNode body,
      HttpServletRequest request,
      Principal caller) {
    lookups.run(dagId, runId);
    Patch<RunPatch> patch = patches.read(body, RunPatch.class, request);
    String note = patch.body().note() == null ? "" : patch.body().note();
    String state = patch.after("state", patch.body().state(), null);
    if (state != null && !STATES.contains(state)) {
      throw ApiException.unprocessable("state must be queued, success or failed.");
    }
    if (patch.changes("note")) {
      orders.note(dagId, runId, note, caller.getName());
    }
    if (state != null) {
      change(dagId, runId, state, caller.getName());
    }
    return get(dagId, runId);
  }

  private void change(String dagId, String runId, String state, String user) {
    switch (state) {
      case "queued" -> orders.clear(dagId, runId, Selection.ALL, user);
      case "success" -> orders.markRun(dagId, runId, RunState.SUCCESS, user);
      default -> orders.markRun(dagId, runId, RunState.FAILED, user);
    }
  }

  private static Optional<DataInterval> interval(TriggerBody body) {
    Optional<Instant> start =
        ApiTimes.parseOptional("data_interval_start", body.dataIntervalStart());
    Optional<Instant> end = ApiTimes.parseOptional("data_interval_end", body.dataIntervalEnd());
    if (start.isPresent() != end.isPresent()) {
      throw ApiException.unprocessable(
          "data_interval_start and data_interval_end come together or not at all.");
    }
    return start.map(s -> new DataInterval(s, end.orElseThrow()));
  }
}
