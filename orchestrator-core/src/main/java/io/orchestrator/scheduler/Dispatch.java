package io.orchestrator.scheduler;

import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.WorkItem;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What drives a {@link Scheduler}: the thread of a server, or the hand of a test. */
public interface Dispatch extends Bell {
  /** Takes the end of an attempt; the answer comes after it is committed. */
  CompletableFuture<Answer> finish(AttemptToken token, FinishReport report);

  /**
   * The same of a connected worker whose slot is free again with it: what follows may be claimed
   * for it in the transaction that writes the end.
   */
  CompletableFuture<Answer> finish(
      AttemptToken token, FinishReport report, StandingClaim slotFreeAgain);

  /** Takes a long poll; the answer comes with the first items, or empty after the wait. */
  CompletableFuture<List<WorkItem>> claim(WorkerInfo worker, int freeSlots, Duration wait);

  /** A connected worker takes work from now on, until {@link #end}. */
  StandingClaim stand(WorkerInfo worker, int freeSlots, WorkerSink sink);

  /** So many further slots of the worker are free. */
  void freed(StandingClaim claim, int slots);

  /** Nothing is handed to the claim any more; what is on its way to it comes back. */
  void end(StandingClaim claim);

  /** Takes work back that did not reach its worker, for another. Never blocks. */
  void handBack(List<WorkItem> items);

  /**
   * Takes back what was claimed and so started for a connected worker, and of which it is known
   * that no program was started and none will be. It costs no try. Never blocks.
   */
  void handBackStarted(Collection<AttemptToken> attempts);

  /** The worker is there, perhaps again. */
  void arrived(WorkerInfo worker);

  /** The worker takes nothing any more: its long polls are answered empty. */
  void left(WorkerInfo worker);
}
