package io.orchestrator.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the planner decided for one run.
 *
 * @param transitions changes of task instances, in an order in which they are legal
 * @param waiting for every unfinished instance that does not change: why
 * @param runState new state of the run, if it changes
 * @param runReason words for a failed run; empty otherwise
 */
public record RunPlan(
    List<TaskTransition> transitions,
    Map<UUID, WaitReason> waiting,
    Optional<RunState> runState,
    String runReason) {
  public RunPlan {
    transitions = List.copyOf(transitions);
    waiting = Map.copyOf(waiting);
  }
}
