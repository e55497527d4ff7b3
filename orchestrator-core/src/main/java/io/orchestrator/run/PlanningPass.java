package io.orchestrator.run;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.model.TaskKind;
import io.orchestrator.model.TaskModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** One walk over a run's tasks in topological order, on a working copy of their states. */
final class PlanningPass {
  private final RunSnapshot snapshot;
  private final CompiledDag dag;
  private final Instant now;
  private final Map<String, List<TaskInstance>> instances = new HashMap<>();
  private final Map<UUID, TaskState> states = new HashMap<>();
  private final List<TaskTransition> transitions = new ArrayList<>();
  private final Map<UUID, WaitReason> waiting = new HashMap<>();
  private final BranchRulings rulings;
  private final PastCheck past;

  PlanningPass(RunSnapshot snapshot, Instant now) {
    this.snapshot = snapshot;
    this.dag = snapshot.dag();
    this.now = now;
    for (TaskInstance task : snapshot.tasks()) {
      instances.computeIfAbsent(task.taskId(), id -> new ArrayList<>()).add(task);
      states.put(task.id(), task.state());
    }
    this.rulings = new BranchRulings(dag, snapshot.tasks());
    this.past = new PastCheck(snapshot);
  }

  void run() {
    for (String taskId : dag.order()) {
      dag.task(taskId)
          .ifPresent(
              model -> instances.getOrDefault(taskId, List.of()).forEach(t -> decide(model, t)));
    }
    // Instances whose task the version does not have: nothing can be decided about them.
    for (TaskInstance task : snapshot.tasks()) {
      if (!stateOf(task).finished() && dag.task(task.taskId()).isEmpty()) {
        waiting.put(task.id(), new WaitReason.NotPlannedYet());
      }
    }
  }

  List<TaskTransition> transitions() {
    return transitions;
  }

  Map<UUID, WaitReason> waiting() {
    return waiting;
  }

  List<TaskInstance> tasks() {
    return snapshot.tasks();
  }

  /** The state after what this pass has decided so far. */
  TaskState stateOf(TaskInstance task) {
    return states.getOrDefault(task.id(), task.state());
  }

  /** The reason of an instance that is on its way to, or on, a worker. */
  static Optional<WaitReason> executing(TaskInstance task) {
    String worker = task.worker() == null ? "a worker" : task.worker();
    Instant queued = task.times().queuedAt() == null ? Instant.EPOCH : task.times().queuedAt();
    Instant start = task.times().startDate() == null ? queued : task.times().startDate();
    return switch (task.state()) {
      case SCHEDULED -> Optional.of(new WaitReason.WaitsForWorker());
      case QUEUED -> Optional.of(new WaitReason.Starting(worker, queued));
      case RUNNING, DEFERRED -> Optional.of(new WaitReason.Running(worker, start));
      case RESTARTING -> Optional.of(new WaitReason.Restarting(worker));
      case NONE,
          UP_FOR_RETRY,
          UP_FOR_RESCHEDULE,
          SUCCESS,
          FAILED,
          SKIPPED,
          UPSTREAM_FAILED,
          REMOVED ->
          Optional.empty();
    };
  }

  private void decide(TaskModel model, TaskInstance task) {
    if (!task.state().schedulable()) {
      executing(task).ifPresent(reason -> waiting.put(task.id(), reason));
      return;
    }
    Optional<WaitReason> timer = timer(task);
    if (timer.isPresent()) {
      waiting.put(task.id(), timer.get());
      return;
    }
    Optional<WaitReason> earlier = past.blocks(model, task);
    if (earlier.isPresent()) {
      waiting.put(task.id(), earlier.get());
      return;
    }
    Optional<String> ruledOut = rulings.skips(task.taskId());
    if (ruledOut.isPresent()) {
      change(task, TaskState.SKIPPED, TransitionCause.RULED_OUT, ruledOut.get());
      return;
    }
    byRule(model, task);
  }

  private void byRule(TaskModel model, TaskInstance task) {
    List<TaskState> upstreams = upstreamStates(model);
    switch (RuleVerdict.of(model.triggerRule(), UpstreamCounts.of(upstreams))) {
      case RUN -> release(model, task);
      case WAIT -> waiting.put(task.id(), upstreamReason(model));
      case SKIP ->
          change(task, TaskState.SKIPPED, TransitionCause.RULED_OUT, words(model, "skipped"));
      case UPSTREAM_FAILED ->
          change(
              task,
              TaskState.UPSTREAM_FAILED,
              TransitionCause.UPSTREAM_FAILED,
              words(model, "failed"));
    }
  }

  private void release(TaskModel model, TaskInstance task) {
    if (model.kind() == TaskKind.EMPTY && task.state() == TaskState.NONE) {
      begin(task, TaskState.SUCCESS, TransitionCause.NOTHING_TO_DO);
    } else {
      begin(task, TaskState.SCHEDULED, TransitionCause.DEPENDENCIES_MET);
    }
  }

  /** A sensor that was poked before goes on in the same try. */
  private static int nextTry(TaskInstance task) {
    return task.state() == TaskState.UP_FOR_RESCHEDULE ? task.tryNumber() : task.tryNumber() + 1;
  }

  private Optional<WaitReason> timer(TaskInstance task) {
    Instant due = task.times().retryAt();
    if (due == null || !due.isAfter(now)) {
      return Optional.empty();
    }
    String last = task.reason() == null ? "" : task.reason();
    return switch (task.state()) {
      case UP_FOR_RETRY ->
          Optional.of(
              new WaitReason.RetryDelay(due, task.tryNumber() + 1, task.maxTries() + 1, last));
      case UP_FOR_RESCHEDULE -> Optional.of(new WaitReason.NextPoke(due, last));
      case NONE,
          SCHEDULED,
          QUEUED,
          RUNNING,
          RESTARTING,
          DEFERRED,
          SUCCESS,
          FAILED,
          SKIPPED,
          UPSTREAM_FAILED,
          REMOVED ->
          Optional.empty();
    };
  }

  private List<TaskState> upstreamStates(TaskModel model) {
    List<TaskState> result = new ArrayList<>();
    for (String upstream : model.upstream()) {
      instances.getOrDefault(upstream, List.of()).forEach(t -> result.add(stateOf(t)));
    }
    return result;
  }

  private WaitReason upstreamReason(TaskModel model) {
    Map<TaskState, List<String>> byState = new EnumMap<>(TaskState.class);
    int total = 0;
    for (String upstream : model.upstream()) {
      for (TaskInstance task : instances.getOrDefault(upstream, List.of())) {
        byState.computeIfAbsent(stateOf(task), s -> new ArrayList<>()).add(upstream);
        total++;
      }
    }
    return new WaitReason.UpstreamNotDone(model.triggerRule(), total, byState);
  }

  /** For example {@code upstream load failed, rule all_success}. */
  private String words(TaskModel model, String what) {
    boolean failures = what.equals("failed");
    String culprits =
        model.upstream().stream()
            .filter(
                id ->
                    instances.getOrDefault(id, List.of()).stream()
                        .map(this::stateOf)
                        .anyMatch(
                            s -> failures ? s.failedOrUpstreamFailed() : s == TaskState.SKIPPED))
            .limit(5)
            .collect(Collectors.joining(", "));
    String rule = "rule " + model.triggerRule().wireName();
    return culprits.isEmpty()
        ? "no upstream ended as the task needs, " + rule
        : "upstream " + culprits + " " + what + ", " + rule;
  }

  private void change(TaskInstance task, TaskState to, TransitionCause cause, String reason) {
    add(TaskTransition.of(task, to, cause, now).because(reason));
  }

  private void begin(TaskInstance task, TaskState to, TransitionCause cause) {
    add(TaskTransition.of(task, to, cause, now).inTry(nextTry(task)));
  }

  private void add(TaskTransition change) {
    states.put(change.before().id(), change.to());
    transitions.add(change);
  }
}
