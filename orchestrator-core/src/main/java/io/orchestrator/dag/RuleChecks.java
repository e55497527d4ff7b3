package io.orchestrator.dag;

import io.orchestrator.model.DagModel;
import io.orchestrator.model.DagProblem;
import io.orchestrator.model.TaskKind;
import io.orchestrator.model.TaskModel;
import io.orchestrator.model.TriggerRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * DAG007: trigger rules that can never fire, because of upstreams that always succeed; and tasks
 * directly behind a branch that are on none of its sides, which would always be skipped.
 */
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
      task.upstream().stream()
          .filter(up -> checks.leavesOut(up, task.taskId()))
          .forEach(branch -> found.add(onNoSide(task, branch)));
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

  private boolean leavesOut(String branchId, String taskId) {
    TaskModel branch = tasks.get(branchId);
    return branch != null
        && branch.kind() == TaskKind.BRANCH
        && !branch.branchLabels().containsKey(taskId);
  }

  private static DagProblem onNoSide(TaskModel task, String branch) {
    return new DagProblem(
        "DAG007",
        task.location(),
        "task \"%s\" is directly behind branch \"%s\" but on no side"
            .formatted(task.taskId(), branch),
        List.of("a branch skips every direct downstream it does not choose, so it would never run"),
        "name it in then(…), otherwise(…) or a way of the choice, or put it behind those tasks");
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
