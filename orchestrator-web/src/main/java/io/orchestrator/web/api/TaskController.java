package io.orchestrator.web.api;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.model.DagModel;
import io.orchestrator.model.NearestNames;
import io.orchestrator.model.TaskModel;
import io.orchestrator.web.api.body.ParamBody;
import io.orchestrator.web.api.body.TaskBody;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tasks of a DAG's current version. */
@RestController
final class TaskController {
  private final Lookups lookups;

  TaskController(Lookups lookups) {
    this.lookups = lookups;
  }

  @GetMapping("/api/v2/dags/{dagId}/tasks")
  Map<String, Object> list(
      @PathVariable String dagId,
      @RequestParam(name = "order_by", defaultValue = "task_id") String orderBy) {
    CompiledDag dag = dag(dagId);
    String attribute = orderBy.startsWith("-") ? orderBy.substring(1) : orderBy;
    if (!attribute.equals("task_id")) {
      throw ApiException.badRequest(
          "bad_sort", "Tasks cannot be sorted by " + attribute + ". Sort them by task_id.");
    }
    Comparator<TaskModel> order = Comparator.comparing(TaskModel::taskId);
    List<TaskModel> tasks =
        dag.model().tasks().stream()
            .sorted(orderBy.startsWith("-") ? order.reversed() : order)
            .toList();
    return Bodies.list("tasks", tasks, task -> body(dag, task));
  }

  @GetMapping("/api/v2/dags/{dagId}/tasks/{taskId}")
  TaskBody get(@PathVariable String dagId, @PathVariable String taskId) {
    CompiledDag dag = dag(dagId);
    return dag.task(taskId)
        .map(task -> body(dag, task))
        .orElseThrow(
            () ->
                ApiException.notFound(
                    "task", dagId + "/" + taskId, NearestNames.of(taskId, dag.order())));
  }

  private CompiledDag dag(String dagId) {
    return CompiledDag.of(lookups.dag(dagId).dag().version());
  }

  private static TaskBody body(CompiledDag dag, TaskModel task) {
    DagModel model = dag.model();
    return new TaskBody(
        task.taskId(),
        new TaskBody.Work(
            task.operator(), task.doc(), task.templates().keySet().stream().sorted().toList()),
        new TaskBody.Inherited(
            model.endDate(),
            model.owner().isEmpty() ? null : model.owner(),
            params(model),
            model.startDate()),
        new TaskBody.Edges(
            task.past().dependsOnPast(),
            dag.downstream(task.taskId()),
            task.triggerRule().wireName(),
            task.past().waitForDownstream()),
        new TaskBody.Limits(
            delta(task.limits().executionTimeout()),
            task.limits().pool(),
            task.limits().poolSlots(),
            task.priorityWeight(),
            task.queue(),
            task.weightRule().name().toLowerCase(Locale.ROOT)),
        new TaskBody.Retry(
            task.retry().retries(), delta(task.retry().delay()), task.retry().backoffMultiplier()));
  }

  /** Every param of the DAG, those without a default too. */
  private static Map<String, ParamBody> params(DagModel model) {
    Map<?, ?> schemas =
        model.paramsSchema().get("properties") instanceof Map<?, ?> map ? map : Map.of();
    Map<String, ParamBody> params = new LinkedHashMap<>();
    Stream.concat(schemas.keySet().stream().map(String::valueOf), model.params().keySet().stream())
        .forEach(
            name ->
                params.computeIfAbsent(
                    name, n -> ParamBody.of(model.params().get(n), schemas.get(n))));
    return params;
  }

  private static TaskBody.@Nullable TimeDelta delta(@Nullable Duration duration) {
    return duration == null
        ? null
        : new TaskBody.TimeDelta(
            "TimeDelta",
            Math.toIntExact(duration.toDays()),
            duration.toNanosPart() / 1_000,
            Math.toIntExact(duration.minusDays(duration.toDays()).toSeconds()));
  }
}
