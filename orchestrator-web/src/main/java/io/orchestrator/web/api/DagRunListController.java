package io.orchestrator.web.api;

import io.orchestrator.run.RunState;
import io.orchestrator.run.RunType;
import io.orchestrator.store.Queries;
import io.orchestrator.store.RunFilter;
import io.orchestrator.store.RunFilter.By;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Lists of DAG runs. */
@RestController
final class DagRunListController {
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

  /** Filters of Airflow that neither form of the list has. */
  private static final String[] LACKING = {
    "bundle_version",
    "conf_contains",
    "consuming_asset_pattern",
    "cursor",
    "duration_*",
    "partition_date_*",
    "partition_key_pattern"
  };

  private final Queries queries;
  private final Lookups lookups;

  DagRunListController(Queries queries, Lookups lookups) {
    this.queries = queries;
    this.lookups = lookups;
  }

  @GetMapping(DagRunController.PATH)
  Map<String, Object> list(@PathVariable String dagId, HttpServletRequest request) {
    lookups.requireParents(dagId, "~");
    ListParameters p = new ListParameters(request).without(LACKING);
    List<String> dagIds = dagId.equals("~") ? List.of() : List.of(dagId);
    return list(dagIds, p, p.all("state", RunState::ofWireName));
  }

  /** The same list, with its filters in the body: for filters too long for an address. */
  @PostMapping(DagRunController.PATH + "/list")
  Map<String, Object> list(
      @PathVariable String dagId, @RequestBody Map<String, @Nullable Object> body) {
    lookups.requireParents(dagId, "~");
    ListParameters p = ListBody.read(body, BODY).without(LACKING);
    List<String> dagIds = dagId.equals("~") ? p.all("dag_ids") : List.of(dagId);
    return list(dagIds, p, p.all("states", RunState::ofWireName));
  }

  private Map<String, Object> list(List<String> dagIds, ListParameters p, List<RunState> states) {
    RunFilter filter =
        RunFilter.ANY
            .with(By.DAG_ID, dagIds)
            .in(states)
            .with(By.TYPE, p.all("run_type", name -> RunType.ofWireName(name).wireName()))
            .with(By.VERSION, p.all("dag_version", Integer::valueOf))
            .with(
                new RunFilter.Patterns(
                    p.text("dag_id_pattern"),
                    p.text("run_id_pattern"),
                    p.text("triggering_user_name_pattern")))
            .with(
                new RunFilter.Times(
                    p.range("logical_date"),
                    p.range("run_after"),
                    p.range("start_date"),
                    p.range("end_date"),
                    p.range("updated_at")));
    return Bodies.cursored("dag_runs", queries.runs(filter, p.page("id")), Bodies::runInList);
  }
}
