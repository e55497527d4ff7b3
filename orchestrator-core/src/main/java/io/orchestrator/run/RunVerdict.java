package io.orchestrator.run;

import io.orchestrator.model.CompiledDag;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The run's final state, if it has one by now (C24 to C29). */
record RunVerdict(Optional<RunState> state, String reason) {
  /** How the failure of a run begins that failed for no other reason than its tasks. */
  static final String AT_ITS_END = "failed at its end: ";

  private static final RunVerdict RUNNING = new RunVerdict(Optional.empty(), "");

  static RunVerdict of(CompiledDag dag, WholePass pass) {
    boolean unfinished = pass.tasks().stream().anyMatch(t -> !pass.stateOf(t).finished());
    return unfinished ? deadlock(pass) : ended(dag, pass);
  }

  /** Of a run whose instances have all ended. */
  static RunVerdict ended(CompiledDag dag, PlanningPass pass) {
    Set<String> leaves = new HashSet<>(dag.leaves());
    String failed =
        pass.tasks().stream()
            .filter(t -> leaves.contains(t.taskId()))
            .filter(t -> pass.stateOf(t).failedOrUpstreamFailed())
            .map(TaskInstance::taskId)
            .distinct()
            .limit(5)
            .collect(Collectors.joining(", "));
    return failed.isEmpty()
        ? new RunVerdict(Optional.of(RunState.SUCCESS), "")
        : new RunVerdict(Optional.of(RunState.FAILED), AT_ITS_END + failed);
  }

  /**
   * Nothing changed, nothing runs, nothing waits for a time or for another run: the rest can never
   * run.
   */
  private static RunVerdict deadlock(WholePass pass) {
    if (!pass.transitions().isEmpty()) {
      return RUNNING;
    }
    List<TaskInstance> stuck =
        pass.tasks().stream().filter(t -> !pass.stateOf(t).finished()).toList();
    boolean hopeless =
        stuck.stream()
            .allMatch(t -> pass.waiting().get(t.id()) instanceof WaitReason.UpstreamNotDone);
    if (!hopeless) {
      return RUNNING;
    }
    String ids =
        stuck.stream().map(TaskInstance::taskId).limit(5).collect(Collectors.joining(", "));
    return new RunVerdict(
        Optional.of(RunState.FAILED), "deadlock: these tasks can never run: " + ids);
  }
}
