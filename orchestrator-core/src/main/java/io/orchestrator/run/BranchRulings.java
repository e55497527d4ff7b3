package io.orchestrator.run;

import io.orchestrator.model.BranchDecision;
import io.orchestrator.model.CompiledDag;
import io.orchestrator.model.UnreadableException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What finished branches and short circuits rule out, as words by task id. Derived anew at each
 * plan from the stored decisions, so a cleared child is skipped again (C34).
 */
final class BranchRulings {
  private final Map<String, String> skipped = new HashMap<>();

  BranchRulings(CompiledDag dag, List<TaskInstance> tasks) {
    for (TaskInstance task : tasks) {
      BranchDecision decision = task.decision();
      if (decision != null && task.state() == TaskState.SUCCESS) {
        ruleOut(dag, task.taskId(), decision);
      }
    }
  }

  Optional<String> skips(String taskId) {
    return Optional.ofNullable(skipped.get(taskId));
  }

  private void ruleOut(CompiledDag dag, String branch, BranchDecision decision) {
    switch (decision.kind()) {
      case FOLLOW -> {
        Set<String> kept = new HashSet<>(decision.chosen());
        decision.chosen().forEach(id -> kept.addAll(dag.descendants(id)));
        dag.downstream(branch).stream()
            .filter(id -> !kept.contains(id))
            .forEach(id -> skipped.putIfAbsent(id, "branch " + decision.words()));
      }
      case STOP_ALL ->
          dag.descendants(branch).forEach(id -> skipped.putIfAbsent(id, decision.words()));
      case STOP_DIRECT ->
          dag.downstream(branch).forEach(id -> skipped.putIfAbsent(id, decision.words()));
      case CONTINUE -> {}
      case UNREADABLE ->
          throw new UnreadableException(
              "What %s decided cannot be read from the database, so nobody knows what follows it. Clear it to have it decide again."
                  .formatted(branch));
    }
  }
}
