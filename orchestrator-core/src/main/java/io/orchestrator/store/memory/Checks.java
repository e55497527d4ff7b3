package io.orchestrator.store.memory;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskInstance.TaskTimes;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.StoreRefusedException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the database's check constraints refuse: rows whose state and moments do not agree. */
final class Checks {
  private Checks() {}

  static TaskInstance sound(TaskInstance task) {
    TaskTimes t = task.times();
    TaskState state = task.state();
    boolean held = state.executing();
    require(present(task.epoch(), t.leaseUntil()) == (held ? 2 : 0), task, "held_while_executing");
    require(!held || task.worker() != null, task, "holder_is_named");
    boolean ended = state.finished() || state == TaskState.UP_FOR_RETRY;
    require(ended == (t.endDate() != null), task, "ended_when_finished");
    require(timesFit(state, t), task, "state_fits_times");
    boolean waits =
        state == TaskState.UP_FOR_RETRY
            || state == TaskState.UP_FOR_RESCHEDULE
            || state == TaskState.DEFERRED;
    require(t.retryAt() == null || waits, task, "timer_only_while_waiting");
    return task;
  }

  private static boolean timesFit(TaskState state, TaskTimes t) {
    return switch (state) {
      case NONE -> present(t.scheduledAt(), t.queuedAt(), t.startDate(), t.retryAt()) == 0;
      case SCHEDULED -> t.scheduledAt() != null && t.queuedAt() == null && t.retryAt() == null;
      case QUEUED -> t.queuedAt() != null;
      case RUNNING, RESTARTING -> t.startDate() != null;
      case UP_FOR_RETRY -> t.retryAt() != null;
      case UP_FOR_RESCHEDULE -> t.retryAt() != null && t.firstPokeAt() != null;
      case DEFERRED, SUCCESS, FAILED, SKIPPED, UPSTREAM_FAILED, REMOVED -> true;
    };
  }

  static DagRun sound(DagRun run) {
    boolean fits =
        switch (run.state()) {
          case QUEUED -> run.startDate() == null && run.endDate() == null;
          case RUNNING -> run.startDate() != null && run.endDate() == null;
          case SUCCESS, FAILED -> run.endDate() != null;
        };
    require(fits, run, "state_fits_times");
    require(run.failure() == null || run.state() == RunState.FAILED, run, "failure_is_of_failed");
    return run;
  }

  private static int present(@Nullable Object... values) {
    return (int) Stream.of(values).filter(v -> v != null).count();
  }

  private static void require(boolean holds, Object row, String constraint) {
    if (!holds) {
      throw refused(constraint, row.toString());
    }
  }

  /** As the database says it: nothing of the transaction is kept. */
  static StoreRefusedException refused(String constraint, String row) {
    return new StoreRefusedException(
        "The row breaks the check " + constraint + ": " + row + ". Nothing was changed.",
        new IllegalStateException(constraint));
  }
}
