package io.orchestrator.store;

import io.orchestrator.administration.Pool;
import io.orchestrator.run.Attempt;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskState;
import io.orchestrator.timetable.RunDates;
import io.orchestrator.timetable.RunSlot;
import java.time.Instant;
import java.util.List;

/** Rows of the dashboard and of history charts. */
public final class Overview {
  private Overview() {}

  /**
   * What every page counts.
   *
   * @param runs those running now
   * @param importProblems of all files
   */
  public record Standing(long runs, int importProblems) {}

  /**
   * A running run and how far it is.
   *
   * @param done finished task instances
   */
  public record RunningRun(DagRun run, int done, int total) {}

  /**
   * Failures that said the same, numbers apart.
   *
   * @param reason text of the newest one
   * @param newest where that is: DAG, run, task
   * @param dagIds at most ten DAGs it happened in
   */
  public record FailureGroup(
      String reason, long count, Instant first, Instant last, Where newest, List<String> dagIds) {}

  /** A task instance by name. */
  public record Where(String dagId, String runId, String taskId, int mapIndex) {}

  /** A run that the schedule will create. */
  public record NextFire(String dagId, RunSlot slot) {}

  /**
   * A pool and its use.
   *
   * @param slots −1 for unlimited
   * @param queuedSlots slots taken by queued instances
   * @param runningSlots slots taken by running and restarting instances
   * @param scheduledSlots slots wanted by scheduled instances
   * @param deferredSlots slots of deferred instances; they count only if the pool says so
   */
  public record PoolLoad(
      Pool pool,
      int slots,
      int queuedSlots,
      int runningSlots,
      int scheduledSlots,
      int deferredSlots) {
    /** Free slots; {@link Integer#MAX_VALUE} when unlimited, never below 0. */
    public int open() {
      int used = queuedSlots + runningSlots + (pool.includeDeferred() ? deferredSlots : 0);
      return slots < 0 ? Integer.MAX_VALUE : Math.max(0, slots - used);
    }
  }

  /** One instance's last try. */
  public record TaskDuration(
      long runPk,
      String runId,
      RunDates dates,
      int mapIndex,
      int tryNumber,
      TaskState state,
      Attempt.Moments moments) {}
}
