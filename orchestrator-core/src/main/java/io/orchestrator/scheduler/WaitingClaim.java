package io.orchestrator.scheduler;

import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.run.TaskState;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A worker that waits for work: with a long poll, or with what its stream has free in this turn.
 *
 * @param answer of the long poll; nobody hears that of a stream
 * @param standing the claim whose turn this is; absent for a long poll
 * @param heard signs of life of a connected worker before this turn
 */
record WaitingClaim(
    WorkerInfo worker,
    int freeSlots,
    CompletableFuture<List<WorkItem>> answer,
    @Nullable StandingClaim standing,
    long heard) {
  /** A long poll. */
  WaitingClaim(WorkerInfo worker, int freeSlots, CompletableFuture<List<WorkItem>> answer) {
    this(worker, freeSlots, answer, null, 0);
  }

  /** The state of what is claimed: with a worker that is connected it runs without further word. */
  TaskState claimed() {
    return standing == null ? TaskState.QUEUED : TaskState.RUNNING;
  }

  /** Hands the items over; false when nobody is there for them any more. */
  boolean give(List<WorkItem> items) {
    return standing == null ? answer.complete(items) : standing.give(items, heard);
  }
}
