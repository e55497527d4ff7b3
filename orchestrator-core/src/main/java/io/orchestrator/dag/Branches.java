package io.orchestrator.dag;

import io.orchestrator.model.BranchDecision;
import io.orchestrator.model.SourceLocation;
import io.orchestrator.operator.TaskOutcome;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What branches have in common. */
final class Branches {
  private Branches() {}

  /** Draws the edges of one way and labels them; answers the ids it leads to. */
  static List<String> lead(TaskHandle<?, ?> branch, String label, Node... targets) {
    SourceLocation here = CallSite.here();
    List<TaskHandle<?, ?>> heads = Node.all(targets).heads();
    for (TaskHandle<?, ?> head : heads) {
      head.draft().addUpstream(branch.taskId(), here);
      branch.draft().label(head.taskId(), label);
    }
    return heads.stream().map(TaskHandle::taskId).toList();
  }

  static TaskOutcome follow(String taskId, @Nullable Object result, List<String> chosen) {
    String words = taskId + " chose " + (chosen.isEmpty() ? "nothing" : String.join(", ", chosen));
    return new TaskOutcome.Success(
        result, Optional.of(new BranchDecision(BranchDecision.Kind.FOLLOW, chosen, words)));
  }
}
