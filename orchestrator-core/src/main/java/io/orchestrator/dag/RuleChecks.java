package io.orchestrator.dag;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** DAG007: trigger rules that can never fire, because of upstreams that always succeed. */
final class RuleChecks {
  private static final Set<TriggerRule> NEED_A_BAD_END =
      Set.of(TriggerRule.ALL_FAILED, TriggerRule.ALL_SKIPPED);
  private final Map<String, TaskModel> tasks = new HashMap<>();

  private RuleChecks(DagModel model) {
    model.tasks().forEach(task -> tasks.put(task.taskId(), task));
  }

  static List<DagProblem> problems(DagModel model) {
    RuleChecks checks = new RuleChecks(model);
    List<DagProblem> found = new ArrayList<>();
    for (TaskModel task : model.tasks()) {
      List<String> sure = task.upstream().stream().filter(checks::alwaysSucceeds).toList();
      if (!sure.isEmpty() && neverFires(task, sure.size() == task.upstream().size())) {
        found.add(problem(task, sure));
      }
    }
    return found;
  }

  private static boolean neverFires(TaskModel task, boolean allSucceed) {
    return NEED_A_BAD_END.contains(task.triggerRule())
        || (allSucceed && task.triggerRule() == TriggerRule.ONE_FAILED);
  }

  /** An empty task without upstreams is set to success by the planner, whatever happens. */
  private boolean alwaysSucceeds(String id) {
    TaskModel task = tasks.get(id);
    return task != null && task.kind() == TaskKind.EMPTY && task.upstream().isEmpty();
  }

  private static DagProblem problem(TaskModel task, List<String> sure) {
    String rule = task.triggerRule().wireName();
    return new DagProblem(
        "DAG007",
        task.location(),
        "trigger rule " + rule + " of task \"" + task.taskId() + "\" can never fire",
        List.of("its upstream " + String.join(", ", sure) + " is empty and always succeeds"),
        "use another rule, or wait for a task that can fail or be skipped");
  }
}
