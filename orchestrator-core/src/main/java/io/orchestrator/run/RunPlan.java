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
 * @param end the end of the run, if it ends
 */
public record RunPlan(
    List<TaskTransition> transitions, Map<UUID, WaitReason> waiting, Optional<RunTransition> end) {
  public RunPlan {
    transitions = List.copyOf(transitions);
    waiting = Map.copyOf(waiting);
  }
}
