package io.orchestrator.web.api;

import io.orchestrator.model.DagCode;
import io.orchestrator.model.DagVersion;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.Store;
import io.orchestrator.web.api.body.DagVersionBody;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Versions of a DAG and the file each came from. */
@RestController
final class DagVersionController {
  private static final Sortable<DagVersion> SORTABLE =
      new Sortable<DagVersion>()
          .by("id", DagVersion::number)
          .by("version_number", DagVersion::number);
  private final Store store;
  private final Lookups lookups;

  DagVersionController(Store store, Lookups lookups) {
    this.store = store;
    this.lookups = lookups;
  }

  @GetMapping("/api/v2/dags/{dagId}/dagVersions")
  Map<String, Object> list(@PathVariable String dagId, HttpServletRequest request) {
    ListParameters p = new ListParameters(request).without("bundle_name", "bundle_version");
    List<Integer> numbers = p.all("version_number", Integer::valueOf);
    List<DagVersion> wanted =
        versions(dagId).stream()
            .filter(v -> numbers.isEmpty() || numbers.contains(v.number()))
            .sorted(Comparator.comparingInt(DagVersion::number))
            .toList();
    return Bodies.list(
        "dag_versions", Slices.of(wanted, p.page(), SORTABLE), DagVersionController::body);
  }

  @GetMapping("/api/v2/dags/{dagId}/dagVersions/{number}")
  DagVersionBody get(@PathVariable String dagId, @PathVariable int number) {
    return body(version(dagId, number));
  }

  @GetMapping(path = "/api/v2/dagSources/{dagId}", produces = MediaType.APPLICATION_JSON_VALUE)
  Map<String, Object> source(
      @PathVariable String dagId,
      @RequestParam(name = "version_number", required = false) @Nullable Integer number) {
    DagVersion version = wanted(dagId, number);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("content", text(version));
    body.put("dag_id", dagId);
    body.put("dag_display_name", dagId);
    body.put("version_number", version.number());
    return body;
  }

  @GetMapping(path = "/api/v2/dagSources/{dagId}", produces = MediaType.TEXT_PLAIN_VALUE)
  String plainSource(
      @PathVariable String dagId,
      @RequestParam(name = "version_number", required = false) @Nullable Integer number) {
    return text(wanted(dagId, number));
  }

  private DagVersion wanted(String dagId, @Nullable Integer number) {
    if (number != null) {
      return version(dagId, number);
    }
    return store
        .read(tx -> tx.dags().find(dagId))
        .map(StoredDag::version)
        .orElseThrow(() -> lookups.noDag(dagId));
  }

  private DagVersion version(String dagId, int number) {
    return versions(dagId).stream()
        .filter(v -> v.number() == number)
        .findFirst()
        .orElseThrow(() -> ApiException.notFound("DAG version", dagId + " " + number));
  }

  private List<DagVersion> versions(String dagId) {
    lookups.dag(dagId);
    return store.read(tx -> tx.dags().versions(dagId));
  }

  /** For a jar, its path: the classes in it are no text. */
  private String text(DagVersion version) {
    Optional<DagCode> code = store.read(tx -> tx.dags().code(version.id()));
    return code.map(DagCode::source)
        .orElseThrow(
            () -> ApiException.notFound("source", version.dagId() + " " + version.number()));
  }

  private static DagVersionBody body(DagVersion version) {
    return new DagVersionBody(version.dagId(), version.id(), version.number());
  }
}
