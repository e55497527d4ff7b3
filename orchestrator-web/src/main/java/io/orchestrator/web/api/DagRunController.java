package io.orchestrator.web.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.orchestrator.administration.InvalidValueException;
import io.orchestrator.administration.Problem;
import io.orchestrator.administration.Problems;
import io.orchestrator.run.RunSpec.Trigger;
import io.orchestrator.run.RunState;
import io.orchestrator.scheduler.Orders;
import io.orchestrator.scheduler.TriggerRate;
import io.orchestrator.scheduler.TriggerRequest;
import io.orchestrator.scheduler.TriggerResult;
import io.orchestrator.timetable.DataInterval;
import io.orchestrator.web.api.body.DagRunBody;
import io.orchestrator.web.refusal.Finding.Place;
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

/** DAG runs: trigger, get, change. */
@RestController
final class DagRunController {
  static final String PATH = "/api/v2/dags/{dagId}/dagRuns";
  private static final Set<String> STATES = Set.of("queued", "success", "failed");
  private final Orders orders;
  private final TriggerRate rate;
  private final Lookups lookups;
  private final Patches patches;

  DagRunController(Orders orders, TriggerRate rate, Lookups lookups, Patches patches) {
    this.orders = orders;
    this.rate = rate;
    this.lookups = lookups;
    this.patches = patches;
  }

  /** Airflow: TriggerDAGRunPostBody. A missing logical_date counts as null. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record TriggerBody(
      @Nullable Map<String, Object> conf,
      @Nullable String dagRunId,
      @JsonUnwrapped Moments moments,
      @Nullable String note,
      @Nullable String partitionKey) {}

  /** When the run is, and what for. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Moments(
      @Nullable String dataIntervalStart,
      @Nullable String dataIntervalEnd,
      @Nullable String logicalDate,
      @Nullable String runAfter) {

    TriggerRequest.Dates dates() {
      return new TriggerRequest.Dates(
          ApiTimes.parseOptional(Place.BODY, "logical_date", logicalDate),
          interval(),
          ApiTimes.parseOptional(Place.BODY, "run_after", runAfter));
    }

    private Optional<DataInterval> interval() {
      Optional<Instant> start =
          ApiTimes.parseOptional(Place.BODY, "data_interval_start", dataIntervalStart);
      Optional<Instant> end =
          ApiTimes.parseOptional(Place.BODY, "data_interval_end", dataIntervalEnd);
      if (start.isPresent() != end.isPresent()) {
        throw ApiException.invalid(
            Place.BODY.refuses(
                start.isPresent() ? "data_interval_end" : "data_interval_start",
                "data_interval_start and data_interval_end come together or not at all."));
      }
      return start.map(s -> new DataInterval(s, end.orElseThrow()));
    }
  }

  /** Airflow: DAGRunPatchBody. */
  record RunPatch(@Nullable String note, @Nullable String state) {}

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
    List<Problem> problems = new Problems().json("conf", body.conf()).found();
    if (!problems.isEmpty()) {
      throw new InvalidValueException(problems);
    }
    rate.take(caller.getName())
        .ifPresent(
            wait -> {
              throw new TooManyTriggers(rate.refusal(wait), wait);
            });
    TriggerResult result =
        orders.trigger(
            new TriggerRequest(
                dagId,
                Optional.ofNullable(body.dagRunId()),
                body.moments().dates(),
                new Trigger(
                    "rest_api", caller.getName(), body.conf() == null ? Map.of() : body.conf()),
                Optional.ofNullable(body.note())));
    if (result instanceof TriggerResult.NoSuchDag) {
      throw lookups.noDag(dagId);
    }
    return Triggered.answer(result);
  }

  /** Airflow: a note, a state, or both. */
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
      throw ApiException.invalid(
          Place.BODY.finding("enum", "It must be queued, success or failed.", "state"));
    }
    if (patch.changes("note")) {
      orders.note(dagId, runId, note, caller.getName());
    }
    if (state != null) {
      orders.markRun(dagId, runId, RunState.ofWireName(state), caller.getName());
    }
    return get(dagId, runId);
  }
}
