package io.orchestrator.scheduler;

import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.WorkItem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What drives a {@link Scheduler}: the thread of a server, or the hand of a test. */
public interface Dispatch extends Bell {
  /** Takes the end of an attempt; the answer comes after it is committed. */
  CompletableFuture<Answer> finish(AttemptToken token, FinishReport report);

  /** Takes a long poll; the answer comes with the first items, or empty after the wait. */
  CompletableFuture<List<WorkItem>> claim(WorkerInfo worker, int freeSlots, Duration wait);

  /** Takes work back that did not reach its worker, for another. Never blocks. */
  void handBack(List<WorkItem> items);

  /** The worker is there, perhaps again. */
  void arrived(WorkerInfo worker);

  /** The worker takes nothing any more: its long polls are answered empty. */
  void left(WorkerInfo worker);
}
