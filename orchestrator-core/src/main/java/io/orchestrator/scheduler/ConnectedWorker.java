package io.orchestrator.scheduler;

import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.execution.WorkerStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One worker's stream on the server's side, with its standing claim. Thread-safe. */
final class ConnectedWorker implements WorkerStream, WorkerSink {
  private final Dispatch loop;
  private final ExecutionService service;
  private final Receiver receiver;
  private final Consumer<ConnectedWorker> left;
  private final AtomicLong heard = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();
  private @Nullable StandingClaim claim;

  /**
   * @param left told once, when it is closed
   */
  ConnectedWorker(
      Dispatch loop, ExecutionService service, Receiver receiver, Consumer<ConnectedWorker> left) {
    this.loop = loop;
    this.service = service;
    this.receiver = receiver;
    this.left = left;
  }

  /** From now on it takes work. */
  synchronized void begin(WorkerInfo worker, int freeSlots) {
    if (!closed.get()) {
      claim = loop.stand(worker, freeSlots, this);
    }
  }

  private synchronized @Nullable StandingClaim claim() {
    return claim;
  }

  @Override
  public long heard() {
    return heard.get();
  }

  @Override
  public boolean offer(List<WorkItem> items, long heardBefore) {
    return !closed.get() && receiver.items(items, heardBefore);
  }

  @Override
  public boolean ended(AttemptToken attempt, FinishReport report, boolean slotFree) {
    StandingClaim standing = claim();
    FinishReport bounded = FinishBounds.within(report);
    var answer =
        slotFree && standing != null
            ? loop.finish(attempt, bounded, standing)
            : loop.finish(attempt, bounded);
    var unused =
        answer.whenComplete(
            (written, failure) -> receiver.answered(attempt, failure == null ? written : null));
    return true;
  }

  @Override
  public void freed(int slots) {
    StandingClaim standing = claim();
    if (standing != null) {
      loop.freed(standing, slots);
    }
  }

  @Override
  public void notBegun(List<AttemptToken> attempts) {
    loop.handBackStarted(attempts);
  }

  @Override
  public CompletableFuture<List<AttemptToken>> beat(
      long number, WorkerInfo worker, List<AttemptToken> held, List<AttemptToken> over) {
    heard.accumulateAndGet(number, Math::max);
    StandingClaim standing = claim();
    if (standing != null) {
      standing.now(worker);
    }
    List<AttemptToken> gone = new ArrayList<>(service.heartbeat(worker, held));
    gone.addAll(service.ended(over));
    return CompletableFuture.completedFuture(gone);
  }

  /** What the scheduler still has in hand for the claim comes back by itself. */
  @Override
  public CompletableFuture<Void> drain() {
    StandingClaim standing = claim();
    if (standing != null) {
      loop.end(standing);
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void close() {
    end("the worker has closed it");
  }

  /** Closes the stream from this side. */
  void end(String reason) {
    if (closed.compareAndSet(false, true)) {
      StandingClaim standing = claim();
      if (standing != null) {
        loop.end(standing);
      }
      left.accept(this);
      receiver.closed(reason);
    }
  }
}
