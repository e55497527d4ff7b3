package io.orchestrator.scheduler;

import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.WorkItem;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A claim that a worker's stream keeps up: it has a count of free slots, which items lower and the
 * worker raises. Any thread may raise it or end it; only the scheduler's hands out.
 */
public final class StandingClaim {
  private final WorkerSink sink;
  private final AtomicInteger free;
  private volatile WorkerInfo worker;
  private volatile boolean ended;

  StandingClaim(WorkerInfo worker, int freeSlots, WorkerSink sink) {
    this.worker = worker;
    this.sink = sink;
    this.free = new AtomicInteger();
    raise(freeSlots);
  }

  /** Never above the worker's slots, whatever it says. */
  void raise(int slots) {
    int most = worker.slots();
    free.accumulateAndGet(Math.max(0, slots), (had, more) -> Math.min(most, had + more));
  }

  /** What the worker says of itself has changed: one in trouble gets nothing. */
  void now(WorkerInfo info) {
    worker = info;
  }

  void end() {
    ended = true;
  }

  boolean ended() {
    return ended;
  }

  /** What it wants in this turn: nothing without free slots. */
  WaitingClaim turn() {
    int slots = ended || worker.trouble() != null ? 0 : free.get();
    return new WaitingClaim(worker, slots, new CompletableFuture<>(), this, sink.heard());
  }

  /** Hands items over; false when the worker cannot be reached any more. */
  boolean give(List<WorkItem> items, long heard) {
    free.addAndGet(-items.size());
    return !ended && sink.offer(items, heard);
  }
}
