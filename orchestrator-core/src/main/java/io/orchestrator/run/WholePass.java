package io.orchestrator.run;

import io.orchestrator.model.TaskModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Looks at all tasks of a run, and tells of each that waits why. */
final class WholePass extends PlanningPass {
  private final RunSnapshot snapshot;
  private final Map<String, List<TaskInstance>> instances = new HashMap<>();
  private final Map<UUID, WaitReason> waiting = new HashMap<>();

  WholePass(RunSnapshot snapshot, Instant now) {
    super(
        snapshot.dag(),
        now,
        new BranchRulings(snapshot.dag(), snapshot.tasks()),
        new PastCheck(snapshot.dag(), snapshot.previous()));
    this.snapshot = snapshot;
    for (TaskInstance task : snapshot.tasks()) {
      instances.computeIfAbsent(task.taskId(), id -> new ArrayList<>()).add(task);
    }
  }

  void run() {
    for (String taskId : dag().order()) {
      dag().task(taskId).ifPresent(model -> instances(taskId).forEach(t -> decide(model, t)));
    }
    // Instances whose task the version does not have: nothing can be decided about them.
    for (TaskInstance task : snapshot.tasks()) {
      if (!stateOf(task).finished() && dag().task(task.taskId()).isEmpty()) {
        waiting.put(task.id(), new WaitReason.NotPlannedYet());
      }
    }
  }

  Map<UUID, WaitReason> waiting() {
    return waiting;
  }

  @Override
  List<TaskInstance> tasks() {
    return snapshot.tasks();
  }

  @Override
  List<TaskInstance> instances(String taskId) {
    return instances.getOrDefault(taskId, List.of());
  }

  @Override
  UpstreamCounts upstreams(TaskModel model) {
    Collection<TaskState> states = new ArrayList<>();
    for (String upstream : model.upstream()) {
      instances(upstream).forEach(task -> states.add(stateOf(task)));
    }
    return UpstreamCounts.of(states);
  }

  @Override
  void waits(TaskInstance task, Supplier<WaitReason> reason) {
    waiting.put(task.id(), reason.get());
  }

  @Override
  void decided(TaskTransition change) {
    // The next that is looked at asks for its state.
  }
}
