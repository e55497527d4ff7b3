package io.orchestrator.web.api;

import io.orchestrator.store.Queries;
import io.orchestrator.store.Snapshots;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.store.TaskFilter;
import io.orchestrator.store.TaskRow;
import io.orchestrator.web.api.body.TaskInstanceBody;
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

/** Task instances: list and get. Templates as rendered come with one instance, not with a list. */
@RestController
final class TaskInstanceController {
  static final String PATH = "/api/v2/dags/{dagId}/dagRuns/{runId}/taskInstances";

  /** One instance of a task; a word in place of the number is another route. */
  static final String MAPPED = PATH + "/{taskId}/{mapIndex:-?\\d+}";

  /** In the order in which they were made: the sort that a large table has at hand. */
  private static final String[] OLDEST_FIRST = {"id"};

  private static final Set<String> BODY =
      Set.of(
          "dag_ids",
          "dag_run_ids",
          "task_ids",
          "state",
          "pool",
          "queue",
          "executor",
          "duration_*",
          "logical_date_*",
          "run_after_*",
          "start_date_*",
          "end_date_*",
          "order_by",
          "page_limit",
          "page_offset");
  private final Queries queries;
  private final Snapshots snapshots;
  private final Lookups lookups;

  TaskInstanceController(Queries queries, Snapshots snapshots, Lookups lookups) {
    this.queries = queries;
    this.snapshots = snapshots;
    this.lookups = lookups;
  }

  @GetMapping(PATH)
  Map<String, Object> list(
      @PathVariable String dagId, @PathVariable String runId, HttpServletRequest request) {
    lookups.requireParents(dagId, runId);
    return list(TaskFilters.of(dagId, runId, new ListParameters(request)), request);
  }

  @GetMapping(PATH + "/{taskId}/listMapped")
  Map<String, Object> mapped(
      @PathVariable String dagId,
      @PathVariable String runId,
      @PathVariable String taskId,
      HttpServletRequest request) {
    lookups.run(dagId, runId);
    if (!taskId.equals("~")) {
      lookups.requireTasks(dagId, runId, List.of(taskId));
    }
    return list(TaskFilters.mapped(dagId, runId, taskId, new ListParameters(request)), request);
  }

  /** The same list, with its filters in the body: for filters too long for an address. */
  @PostMapping(PATH + "/list")
  Map<String, Object> list(
      @PathVariable String dagId,
      @PathVariable String runId,
      @RequestBody Map<String, @Nullable Object> body) {
    lookups.requireParents(dagId, runId);
    ListParameters p = ListBody.read(body, BODY);
    var page = queries.tasks(TaskFilters.ofBody(dagId, runId, p), p.page(OLDEST_FIRST));
    return Bodies.cursored("task_instances", page, row -> Bodies.task(row, Map.of()));
  }

  @GetMapping(PATH + "/{taskId}")
  TaskInstanceBody get(
      @PathVariable String dagId, @PathVariable String runId, @PathVariable String taskId) {
    return get(dagId, runId, taskId, -1);
  }

  @GetMapping(MAPPED)
  TaskInstanceBody get(
      @PathVariable String dagId,
      @PathVariable String runId,
      @PathVariable String taskId,
      @PathVariable int mapIndex) {
    return snapshots.read(
        snapshot -> {
          Lookups all = new Lookups(snapshot.queries());
          return body(snapshot.tx(), all.task(dagId, runId, taskId, mapIndex));
        });
  }

  private Map<String, Object> list(TaskFilter filter, HttpServletRequest request) {
    var page = queries.tasks(filter, new ListParameters(request).page(OLDEST_FIRST));
    return Bodies.cursored("task_instances", page, row -> Bodies.task(row, Map.of()));
  }

  private static TaskInstanceBody body(StoreTransaction tx, TaskRow row) {
    Map<String, String> rendered = tx.tasks().facts(row.task().id()).renderedFields();
    return Bodies.task(row, rendered == null ? Map.of() : rendered);
  }
}
