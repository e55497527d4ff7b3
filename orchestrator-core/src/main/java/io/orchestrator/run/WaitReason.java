package io.orchestrator.run;

import io.orchestrator.model.TriggerRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Why a run or a task instance is not going on, as a value with its numbers. The UI, the API and
 * the logs print {@link ReasonText}; nothing unfinished is without one.
 */
public sealed interface WaitReason {
  /** The trigger rule waits for upstreams: how many are in which state. */
  record UpstreamNotDone(TriggerRule rule, int total, Map<TaskState, List<String>> upstreams)
      implements WaitReason {}

  /** Waits for its retry delay. */
  record RetryDelay(Instant until, int nextTry, int tries, String lastFailure)
      implements WaitReason {}

  /** A sensor between two pokes. */
  record NextPoke(Instant at, String lastAnswer) implements WaitReason {}

  /** depends_on_past: the task in the previous run is not success or skipped. */
  record PreviousRun(String taskId, String runId, TaskState state) implements WaitReason {}

  /** wait_for_downstream: a direct downstream in the previous run is not success or skipped. */
  record PreviousRunDownstream(String taskId, String runId, TaskState state)
      implements WaitReason {}

  /** The pool has not enough free slots. */
  record PoolFull(String pool, int needed, int used, int slots, List<String> holders)
      implements WaitReason {}

  /** The task needs more slots than the pool has: it can never run. */
  record PoolTooSmall(String pool, int needed, int slots) implements WaitReason {}

  /** There is no such pool. */
  record PoolMissing(String pool) implements WaitReason {}

  /** max_active_tasks of the DAG, counted in this run. */
  record RunTaskLimit(int active, int limit) implements WaitReason {}

  /** max_active_tis_per_dag of the task, counted over all runs. */
  record TaskLimitAcrossRuns(String taskId, int active, int limit) implements WaitReason {}

  /** max_active_tis_per_dagrun of the task. */
  record TaskLimitInRun(String taskId, int active, int limit) implements WaitReason {}

  /** Ready and allowed: a worker takes it as soon as one has a free slot. */
  record WaitsForWorker() implements WaitReason {}

  /**
   * Ready and allowed, but the live workers of its queue are busy.
   *
   * @param holders who has their slots, in words
   */
  record NoFreeWorker(int liveWorkers, int busySlots, int slots, List<String> holders)
      implements WaitReason {}

  /**
   * Ready and allowed, but no live worker serves its queue.
   *
   * @param served queues that live workers serve; empty when none lives
   */
  record NoWorkerForQueue(String queue, List<String> served) implements WaitReason {}

  /** Taken by a worker that has not reported a start yet. */
  record Starting(String worker, Instant since) implements WaitReason {}

  /** On a worker now. */
  record Running(String worker, Instant since) implements WaitReason {}

  /** Cleared while running: waits for the old process to end. */
  record Restarting(String worker) implements WaitReason {}

  /** The DAG is paused: nothing new starts. */
  record DagPaused(String dagId) implements WaitReason {}

  /** The run is not started because max_active_runs are running. */
  record RunLimit(int running, int limit, List<String> runIds) implements WaitReason {}

  /** The run is for a later moment. */
  record NotBefore(Instant at) implements WaitReason {}

  /** The scheduler has not looked at it yet. */
  record NotPlannedYet() implements WaitReason {}

  /**
   * Something is wrong with it alone: it cannot be read, or was left alone after a failure.
   *
   * @param sentence what, and what can be done
   */
  record Trouble(String sentence) implements WaitReason {}

  /** The run is already over; the task was never reached. */
  record RunOver(RunState state) implements WaitReason {}
}
