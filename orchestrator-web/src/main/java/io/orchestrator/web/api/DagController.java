package io.orchestrator.web.api;

import io.orchestrator.run.RunState;
import io.orchestrator.scheduler.Orders;
import io.orchestrator.store.DagFilter;
import io.orchestrator.store.DagRow;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.Snapshots;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.web.api.body.DagBody;
import io.orchestrator.web.refusal.Finding.Place;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.node.ObjectNode;

/** DAGs: list, get, pause. */
@RestController
final class DagController {
  private final Snapshots snapshots;
  private final Orders orders;
  private final Lookups lookups;
  private final Patches patches;

  DagController(Snapshots snapshots, Orders orders, Lookups lookups, Patches patches) {
    this.snapshots = snapshots;
    this.orders = orders;
    this.lookups = lookups;
    this.patches = patches;
  }

  /** Airflow: DAGPatchBody. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record DagPatch(@Nullable Boolean isPaused) {}

  @GetMapping("/api/v2/dags")
  Map<String, Object> list(HttpServletRequest request) {
    ListParameters p =
        new ListParameters(request)
            .without(
                "asset_dependency",
                "bundle_version",
                "dag_run_end_date_*",
                "dag_run_start_date_*",
                "dag_run_state",
                "has_asset_schedule",
                "has_import_errors",
                "is_favorite",
                "timetable_type");
    DagFilter filter =
        new DagFilter(
            // Here a DAG's name on display is its id.
            p.either("dag_id_pattern", "dag_display_name_pattern"),
            new DagFilter.Tags(p.all("tags"), allTags(p)),
            p.all("owners"),
            p.flag("paused"),
            Boolean.FALSE.equals(p.flag("exclude_stale")),
            p.one("last_dag_run_state", RunState::ofWireName),
            p.text("bundle_name"));
    PageRequest wanted = p.page();
    return snapshots.read(
        snapshot -> {
          Set<String> broken = filesWithProblems(snapshot.tx());
          var page = snapshot.queries().dags(filter, wanted);
          return Bodies.list("dags", page, row -> body(row, broken));
        });
  }

  @GetMapping("/api/v2/dags/{dagId}")
  DagBody get(@PathVariable String dagId) {
    return snapshots.read(
        snapshot -> {
          DagRow row = new Lookups(snapshot.queries()).dag(dagId);
          return body(row, filesWithProblems(snapshot.tx()));
        });
  }

  @PatchMapping("/api/v2/dags/{dagId}")
  DagBody patch(
      @PathVariable String dagId,
      @RequestBody ObjectNode body,
      HttpServletRequest request,
      Principal caller) {
    Boolean paused = patches.read(body, DagPatch.class, request).body().isPaused();
    if (paused == null) {
      throw ApiException.invalid(Place.BODY.finding("missing", "It is needed.", "is_paused"));
    }
    if (!orders.setPaused(dagId, paused, caller.getName())) {
      throw lookups.noDag(dagId);
    }
    return get(dagId);
  }

  private static boolean allTags(ListParameters p) {
    String mode = p.text("tags_match_mode");
    return switch (mode == null ? "any" : mode.toLowerCase(Locale.ROOT)) {
      case "any" -> false;
      case "all" -> true;
      default ->
          throw ApiException.invalid(
              Place.QUERY.finding("enum", "It must be any or all.", "tags_match_mode"));
    };
  }

  private static DagBody body(DagRow row, Set<String> broken) {
    return Bodies.dag(row, broken.contains(row.dag().bundle() + "/" + row.dag().fileName()));
  }

  private static Set<String> filesWithProblems(StoreTransaction tx) {
    return tx.dags().importProblems().stream()
        .map(p -> p.bundle() + "/" + p.fileName())
        .collect(Collectors.toSet());
  }
}
