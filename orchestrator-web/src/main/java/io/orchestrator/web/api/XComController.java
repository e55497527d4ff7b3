package io.orchestrator.web.api;

import io.orchestrator.run.DagRun;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.store.XComStore.XCom;
import io.orchestrator.web.api.body.XComBody;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Values that tasks handed on. The list has no values; one entry has. */
@RestController
final class XComController {
  private static final String PATH =
      "/api/v2/dags/{dagId}/dagRuns/{runId}/taskInstances/{taskId}/xcomEntries";
  private final Store store;
  private final JsonMapper json;

  XComController(Store store, JsonMapper json) {
    this.store = store;
    this.json = json;
  }

  @GetMapping(PATH)
  Map<String, Object> list(
      @PathVariable String dagId, @PathVariable String runId, @PathVariable String taskId) {
    return store.transact(
        tx -> {
          DagRun run = run(tx, dagId, runId);
          List<XCom> entries =
              taskId.equals("~") ? tx.xcoms().ofRun(run.id()) : tx.xcoms().ofTask(run.id(), taskId);
          return Bodies.list("xcom_entries", entries, x -> body(run, x, null));
        });
  }

  @GetMapping(PATH + "/{key}")
  XComBody get(
      @PathVariable String dagId,
      @PathVariable String runId,
      @PathVariable String taskId,
      @PathVariable String key,
      @RequestParam(name = "map_index", defaultValue = "-1") int mapIndex,
      @RequestParam(defaultValue = "false") boolean stringify) {
    return store.transact(
        tx -> {
          DagRun run = run(tx, dagId, runId);
          XCom entry =
              tx.xcoms()
                  .find(run.id(), taskId, mapIndex, key)
                  .orElseThrow(() -> ApiException.notFound("XCom entry", taskId + "/" + key));
          return body(run, entry, stringify ? entry.json() : json.readTree(entry.json()));
        });
  }

  private static DagRun run(StoreTransaction tx, String dagId, String runId) {
    return tx.runs()
        .find(dagId, runId)
        .orElseThrow(() -> ApiException.notFound("DAG run", dagId + "/" + runId));
  }

  private static XComBody body(DagRun run, XCom entry, @Nullable Object value) {
    return new XComBody(
        run.dagId(),
        run.dagId(),
        entry.key(),
        run.logicalDate(),
        entry.mapIndex(),
        run.runAfter(),
        run.runId(),
        entry.taskId(),
        entry.taskId(),
        entry.at(),
        value);
  }
}
