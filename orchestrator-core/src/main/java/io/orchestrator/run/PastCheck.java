package io.orchestrator.run;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.model.TaskModel;
import java.util.List;
import java.util.Optional;

/** Whether the previous run lets a task start: depends_on_past and wait_for_downstream. */
record PastCheck(CompiledDag dag, Optional<RunSnapshot.PreviousRun> previousRun) {
  /** Why the previous run holds this task back; empty when it does not. */
  Optional<WaitReason> blocks(TaskModel model, TaskInstance task) {
    if (!model.past().applies() || previousRun.isEmpty()) {
      return Optional.empty();
    }
    RunSnapshot.PreviousRun previous = previousRun.get();
    String runId = previous.run().runId();
    Optional<TaskState> own = unfit(previous, model.taskId());
    if (own.isPresent()) {
      return Optional.of(new WaitReason.PreviousRun(model.taskId(), runId, own.get()));
    }
    if (!model.past().waitForDownstream()) {
      return Optional.empty();
    }
    for (String child : dag.downstream(model.taskId())) {
      Optional<TaskState> state = unfit(previous, child);
      if (state.isPresent()) {
        return Optional.of(new WaitReason.PreviousRunDownstream(child, runId, state.get()));
      }
    }
    return Optional.empty();
  }

  /** A state there that is neither success nor skipped. A task that did not exist there is fine. */
  private static Optional<TaskState> unfit(RunSnapshot.PreviousRun previous, String taskId) {
    return previous.states().getOrDefault(taskId, List.of()).stream()
        .filter(s -> !s.succeededOrSkipped())
        .findFirst();
  }
}
