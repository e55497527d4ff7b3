package io.orchestrator.run;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.model.TaskModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
   */
  public record Selection(
      Collection<String> taskIds, boolean upstream, boolean downstream, Only only) {
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
   * Ends a run by a person's order (C91). Success marks every instance; failed stops what runs and
   * skips what has not begun, and leaves alone what has ended.
   *
   * @param to success or failed
   */
  public static List<TaskTransition> endRun(
      RunSnapshot snapshot, RunState to, String reason, Instant now) {
    List<TaskTransition> result = new ArrayList<>();
    for (TaskInstance task : snapshot.tasks()) {
      TaskState end = to == RunState.SUCCESS ? TaskState.SUCCESS : stopped(task.state());
      if (end != task.state()) {
        TransitionCause cause =
            to == RunState.SUCCESS ? TransitionCause.MARKED : TransitionCause.RUN_ENDED;
        result.add(TaskTransition.of(task, end, cause, now).because(reason));
      }
    }
    return result;
  }

  private static TaskState stopped(TaskState state) {
    return switch (state) {
      case RUNNING, DEFERRED, UP_FOR_RESCHEDULE -> TaskState.FAILED;
      case NONE, SCHEDULED, QUEUED, RESTARTING, UP_FOR_RETRY -> TaskState.SKIPPED;
      case SUCCESS, FAILED, SKIPPED, UPSTREAM_FAILED, REMOVED -> state;
    };
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
        .filter(t -> wanted.only().takes(t.state()))
        .toList();
  }
}
