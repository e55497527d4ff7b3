package io.orchestrator.run;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.model.TaskModel;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What clearing and marking change in one run, as Airflow does it (C87 to C91). Pure. */
public final class ClearPlan {
  private ClearPlan() {}

  /**
   * Which instances an order is about.
   *
   * @param taskIds empty for all tasks of the run
   * @param only by the state they are in when the order is carried out
   * @param instances of these only those, by {@link TaskInstance#id}; empty for all
   */
  public record Selection(
      Collection<String> taskIds,
      boolean upstream,
      boolean downstream,
      Only only,
      Collection<UUID> instances) {
    public Selection(Collection<String> taskIds, boolean upstream, boolean downstream, Only only) {
      this(taskIds, upstream, downstream, only, List.of());
    }

    /** These and no others. */
    public static Selection exactly(Collection<UUID> instances) {
      return new Selection(List.of(), false, false, Only.ANY, Set.copyOf(instances));
    }

    public static final Selection ALL = new Selection(List.of(), false, false, Only.ANY);

    public static Selection of(String taskId) {
      return new Selection(List.of(taskId), false, false, Only.ANY);
    }
  }

  /** Which of the selected instances an order is about. */
  public enum Only {
    ANY,
    /** Failed and upstream_failed ones. */
    FAILED,
    RUNNING;

    private boolean takes(TaskState state) {
      return switch (this) {
        case ANY -> true;
        case FAILED -> state.failedOrUpstreamFailed();
        case RUNNING -> state == TaskState.RUNNING;
      };
    }
  }

  /** Clears: running ones restart, all others start over with their full number of tries. */
  public static List<TaskTransition> clear(RunSnapshot snapshot, Selection wanted, Instant now) {
    return select(snapshot, wanted).stream()
        .filter(t -> t.state() != TaskState.NONE && t.state() != TaskState.RESTARTING)
        .map(t -> cleared(snapshot, t, now))
        .toList();
  }

  /** Airflow: max_tries = try_number + retries, so that all retries are there again (C80). */
  private static TaskTransition cleared(RunSnapshot snapshot, TaskInstance task, Instant now) {
    int retries =
        snapshot.dag().task(task.taskId()).map(TaskModel::retry).map(r -> r.retries()).orElse(0);
    TaskInstance raised = task.withMaxTries(task.tryNumber() + retries);
    return task.state() == TaskState.RUNNING
        ? TaskTransition.of(raised, TaskState.RESTARTING, TransitionCause.CLEARED, now)
            .because("cleared while it ran")
        : TaskTransition.of(raised, TaskState.NONE, TransitionCause.CLEARED, now);
  }

  /**
   * Marks the selected instances; what failed below them is cleared, so that it can go on (C87).
   *
   * @param to success, failed or skipped
   */
  public static List<TaskTransition> mark(
      RunSnapshot snapshot, Selection wanted, TaskState to, String reason, Instant now) {
    Set<TaskInstance> marked = new LinkedHashSet<>(select(snapshot, wanted));
    Set<String> below =
        marked.stream()
            .flatMap(task -> snapshot.dag().descendants(task.taskId()).stream())
            .collect(Collectors.toSet());
    Stream<TaskTransition> marks =
        marked.stream()
            .filter(task -> task.state() != to)
            .map(t -> TaskTransition.of(t, to, TransitionCause.MARKED, now).because(reason));
    Stream<TaskTransition> clears =
        snapshot.tasks().stream()
            .filter(task -> below.contains(task.taskId()) && !marked.contains(task))
            .filter(task -> task.state().failedOrUpstreamFailed())
            .map(task -> cleared(snapshot, task, now));
    return Stream.concat(marks, clears).toList();
  }

  /**
   * What a person's order about a run's own state changes of its instances (C91). What has ended
   * stays as it is, what has not begun is skipped. What runs becomes a success, or is stopped and
   * fails; a failed run takes along what has begun and waits between two looks. A run that is
   * queued anew keeps every instance.
   *
   * @param to anything but running
   */
  public static List<TaskTransition> markRun(
      RunSnapshot snapshot, RunState to, String reason, Instant now) {
    return to == RunState.QUEUED
        ? List.of()
        : snapshot.tasks().stream()
            .filter(task -> !task.state().finished())
            .map(task -> ended(task, to, now).because(reason))
            .toList();
  }

  private static TaskTransition ended(TaskInstance task, RunState run, Instant now) {
    TaskState state = task.state();
    boolean waits = state == TaskState.DEFERRED || state == TaskState.UP_FOR_RESCHEDULE;
    if (state == TaskState.RUNNING && run == RunState.SUCCESS) {
      return TaskTransition.of(task, TaskState.SUCCESS, TransitionCause.MARKED, now);
    }
    boolean stopped = run == RunState.FAILED && (state == TaskState.RUNNING || waits);
    return TaskTransition.of(
        task, stopped ? TaskState.FAILED : TaskState.SKIPPED, TransitionCause.RUN_ENDED, now);
  }

  private static List<TaskInstance> select(RunSnapshot snapshot, Selection wanted) {
    CompiledDag dag = snapshot.dag();
    Set<String> ids = new HashSet<>(wanted.taskIds());
    for (String id : wanted.taskIds()) {
      if (wanted.downstream()) {
        ids.addAll(dag.descendants(id));
      }
      if (wanted.upstream()) {
        ids.addAll(dag.ancestors(id));
      }
    }
    return snapshot.tasks().stream()
        .filter(t -> wanted.taskIds().isEmpty() || ids.contains(t.taskId()))
        .filter(t -> wanted.instances().isEmpty() || wanted.instances().contains(t.id()))
        .filter(t -> wanted.only().takes(t.state()))
        .toList();
  }
}
