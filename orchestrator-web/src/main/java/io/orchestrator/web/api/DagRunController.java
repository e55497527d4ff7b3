package io.orchestrator.web.api;

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
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** DAG runs: trigger, list, get. */
@RestController
final class DagRunController {
  private static final String PATH = "/api/v2/dags/{dagId}/dagRuns";
  private final Queries queries;
  private final Orders orders;

  DagRunController(Queries queries, Orders orders) {
    this.queries = queries;
    this.orders = orders;
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

  @GetMapping(PATH)
  Map<String, Object> list(@PathVariable String dagId, HttpServletRequest request) {
    if (!dagId.equals("~") && queries.dag(dagId).isEmpty()) {
      throw ApiException.notFound("DAG", dagId);
    }
    ListParameters p = new ListParameters(request);
    RunFilter filter =
        new RunFilter(
            dagId.equals("~") ? List.of() : List.of(dagId),
            p.text("dag_id_pattern"),
            p.text("run_id_pattern"),
            p.text("triggering_user_name_pattern"),
            p.all("state", RunState::ofWireName),
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
    return queries
        .run(dagId, runId)
        .map(Bodies::run)
        .orElseThrow(() -> ApiException.notFound("DAG run", dagId + "/" + runId));
  }

  @PostMapping(PATH)
  DagRunBody trigger(@PathVariable String dagId, @RequestBody TriggerBody body, Principal caller) {
    TriggerResult result =
        orders.trigger(
            new TriggerRequest(
                dagId,
                Optional.ofNullable(body.dagRunId()),
                ApiTimes.parseOptional("logical_date", body.logicalDate()),
                interval(body),
                ApiTimes.parseOptional("run_after", body.runAfter()),
                body.conf() == null ? Map.of() : body.conf(),
                Optional.ofNullable(body.note()),
                "rest_api",
                caller.getName()));
    return Triggered.answer(result, run -> get(run.dagId(), run.runId()));
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
