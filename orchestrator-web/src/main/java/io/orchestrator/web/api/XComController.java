package io.orchestrator.web.api;

import io.orchestrator.run.DagRun;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.store.XComStore.XCom;
import io.orchestrator.web.api.body.XComBody;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values that tasks handed on. The list has no values; one entry has. */
@RestController
final class XComController {
  private static final String PATH =
      "/api/v2/dags/{dagId}/dagRuns/{runId}/taskInstances/{taskId}/xcomEntries";
  private static final Sortable<XCom> SORTABLE =
      new Sortable<XCom>()
          .by("key", XCom::key)
          .by("task_id", XCom::taskId)
          .by("map_index", XCom::mapIndex)
          .by("timestamp", XCom::at);
  private final Store store;
  private final Lookups lookups;
  private final JsonMapper json;

  XComController(Store store, Lookups lookups, JsonMapper json) {
    this.store = store;
    this.lookups = lookups;
    this.json = json;
  }

  @GetMapping(PATH)
  Map<String, Object> list(
      @PathVariable String dagId,
      @PathVariable String runId,
      @PathVariable String taskId,
      HttpServletRequest request) {
    ListParameters p =
        new ListParameters(request)
            .without(
                "dag_display_name_pattern",
                "logical_date_*",
                "map_index_filter",
                "run_after_*",
                "run_id_pattern");
    requireOneRun(dagId, runId);
    DagRun run = lookups.run(dagId, runId).run();
    if (!taskId.equals("~")) {
      lookups.requireTasks(dagId, runId, List.of(taskId));
    }
    List<XCom> entries =
        store.read(
            tx ->
                taskId.equals("~")
                    ? tx.xcoms().ofRun(run.id())
                    : tx.xcoms().ofTask(run.id(), taskId));
    List<XCom> wanted = entries.stream().filter(x -> matches(x, p)).toList();
    return Bodies.list(
        "xcom_entries", Slices.of(wanted, p.page(), SORTABLE), x -> body(run, x, null));
  }

  @GetMapping(PATH + "/{key}")
  XComBody get(
      @PathVariable String dagId,
      @PathVariable String runId,
      @PathVariable String taskId,
      @PathVariable String key,
      @RequestParam(name = "map_index", defaultValue = "-1") int mapIndex,
      @RequestParam(defaultValue = "false") boolean stringify) {
    return store.read(
        tx -> {
          DagRun run = run(tx, dagId, runId);
          XCom entry =
              tx.xcoms()
                  .find(run.id(), taskId, mapIndex, key)
                  .orElseThrow(() -> ApiException.notFound("XCom entry", taskId + "/" + key));
          return body(run, entry, value(entry, stringify));
        });
  }

  /** As a string a text is what it says, without quotes, and anything else its JSON. */
  private Object value(XCom entry, boolean stringify) {
    JsonNode value = json.readTree(entry.json());
    return !stringify ? value : value.isString() ? value.asString() : entry.json();
  }

  private static boolean matches(XCom entry, ListParameters p) {
    String key = p.text("xcom_key");
    List<Integer> indexes = p.all("map_index", Integer::valueOf);
    return (key == null || entry.key().equals(key))
        && (indexes.isEmpty() || indexes.contains(entry.mapIndex()))
        && Slices.matches(entry.key(), p.text("xcom_key_pattern"))
        && Slices.matches(entry.taskId(), p.text("task_id_pattern"));
  }

  /** Entries are kept by run; to look through all runs would read all of them. */
  private static void requireOneRun(String dagId, String runId) {
    if (dagId.equals("~") || runId.equals("~")) {
      throw ApiException.badRequest(
          "one_run_only",
          "XCom entries are listed for one run. Nothing was read. Name the DAG and the run instead"
              + " of ~.");
    }
  }

  private static DagRun run(StoreTransaction tx, String dagId, String runId) {
    return tx.runs()
        .find(dagId, runId)
        .orElseThrow(() -> ApiException.notFound("DAG run", dagId + "/" + runId));
  }

  private static XComBody body(DagRun run, XCom entry, @Nullable Object value) {
    return new XComBody(
        new XComBody.Giver(
            run.dagId(),
            run.logicalDate(),
            entry.mapIndex(),
            run.runAfter(),
            run.runId(),
            entry.taskId()),
        entry.key(),
        entry.at(),
        value);
  }
}
