package io.orchestrator.run;

import io.orchestrator.model.TaskModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Looks at what a change can have moved: the instances that changed, those whose time has come, and
 * those below what ended, in the order of the graph. Gives no reasons.
 */
final class NarrowPass extends PlanningPass {
  private final OngoingRun run;

  /** By place in the graph, so that every upstream is decided before it is asked for. */
  private final TreeMap<Integer, Map<UUID, TaskInstance>> open = new TreeMap<>();

  /** What this pass has decided of a task's upstreams, as changes by task. */
  private final Map<String, List<TaskTransition>> above = new HashMap<>();

  private int ended;

  NarrowPass(OngoingRun run, Instant now) {
    super(
        run.dag(),
        now,
        new BranchRulings(run.dag(), List.of()),
        new PastCheck(run.dag(), Optional.empty()));
    this.run = run;
  }

  /** An instance to be looked at. */
  void look(TaskInstance task) {
    if (dag().task(task.taskId()).isPresent()) {
      open.computeIfAbsent(dag().place(task.taskId()), place -> new LinkedHashMap<>())
          .put(task.id(), task);
    }
  }

  /** What follows a task is to be looked at. */
  void lookBelow(String taskId) {
    dag().downstream(taskId).forEach(below -> instances(below).forEach(this::look));
  }

  void run() {
    for (var next = open.pollFirstEntry(); next != null; next = open.pollFirstEntry()) {
      next.getValue()
          .values()
          .forEach(t -> dag().task(t.taskId()).ifPresent(model -> decide(model, t)));
    }
  }

  /** How many instances this pass has ended. */
  int ended() {
    return ended;
  }

  @Override
  Collection<TaskInstance> tasks() {
    return run.tasks();
  }

  @Override
  Collection<TaskInstance> instances(String taskId) {
    return run.instances(taskId);
  }

  @Override
  UpstreamCounts upstreams(TaskModel model) {
    List<TaskTransition> changes = above.getOrDefault(model.taskId(), List.of());
    UpstreamTally tally = run.upstreams(model);
    changes.forEach(change -> tally.move(change.before().state(), change.to()));
    UpstreamCounts counts = tally.counts();
    changes.forEach(change -> tally.move(change.to(), change.before().state()));
    return counts;
  }

  @Override
  void waits(TaskInstance task, Supplier<WaitReason> reason) {
    // Nobody asks: pages have the whole walk explain.
  }

  @Override
  void decided(TaskTransition change) {
    if (change.to().finished()) {
      ended++;
      String taskId = change.before().taskId();
      dag()
          .downstream(taskId)
          .forEach(below -> above.computeIfAbsent(below, id -> new ArrayList<>()).add(change));
      lookBelow(taskId);
    }
  }
}
