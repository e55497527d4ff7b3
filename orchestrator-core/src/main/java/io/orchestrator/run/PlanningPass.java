package io.orchestrator.run;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.model.TaskKind;
import io.orchestrator.model.TaskModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One walk over tasks of a run in topological order: what is decided of each, given what was
 * decided of those before it.
 */
abstract class PlanningPass {
  private final CompiledDag dag;
  private final Instant now;
  private final BranchRulings rulings;
  private final PastCheck past;
  private final Map<UUID, TaskState> decided = new HashMap<>();
  private final List<TaskTransition> transitions = new ArrayList<>();

  PlanningPass(CompiledDag dag, Instant now, BranchRulings rulings, PastCheck past) {
    this.dag = dag;
    this.now = now;
    this.rulings = rulings;
    this.past = past;
  }

  /** All instances of the run. */
  abstract Collection<TaskInstance> tasks();

  /** The instances of a task, as they were when the pass began. */
  abstract Collection<TaskInstance> instances(String taskId);

  /** How the upstreams of a task stand, by what this pass has decided so far. */
  abstract UpstreamCounts upstreams(TaskModel model);

  /** Takes the reason why an instance waits, if anybody wants to know. */
  abstract void waits(TaskInstance task, Supplier<WaitReason> reason);

  /** Hears of each decision. */
  abstract void decided(TaskTransition change);

  CompiledDag dag() {
    return dag;
  }

  List<TaskTransition> transitions() {
    return transitions;
  }

  /** The state after what this pass has decided so far. */
  final TaskState stateOf(TaskInstance task) {
    return decided.getOrDefault(task.id(), task.state());
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

  final void decide(TaskModel model, TaskInstance task) {
    if (!task.state().schedulable()) {
      executing(task).ifPresent(reason -> waits(task, () -> reason));
      return;
    }
    Optional<WaitReason> timer = timer(task);
    if (timer.isPresent()) {
      waits(task, timer::get);
      return;
    }
    Optional<WaitReason> earlier = past.blocks(model, task);
    if (earlier.isPresent()) {
      waits(task, earlier::get);
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
    switch (RuleVerdict.of(model.triggerRule(), upstreams(model))) {
      case RUN -> release(model, task);
      case WAIT -> waits(task, () -> upstreamReason(model));
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

  private WaitReason upstreamReason(TaskModel model) {
    Map<TaskState, List<String>> byState = new EnumMap<>(TaskState.class);
    int total = 0;
    for (String upstream : model.upstream()) {
      for (TaskInstance task : instances(upstream)) {
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
                    instances(id).stream()
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
    decided.put(change.before().id(), change.to());
    transitions.add(change);
    decided(change);
  }
}
