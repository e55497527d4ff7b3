package io.orchestrator.worker;

import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.execution.WorkerStream;
import io.orchestrator.execution.WorkerStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server's streams in memory: does as a test tells it, and notes what is said. */
final class FakeStreams implements WorkerStreams {
  final List<Hello> hellos = new CopyOnWriteArrayList<>();
  final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  final List<AttemptToken> gone = new CopyOnWriteArrayList<>();
  final List<AttemptToken> back = new CopyOnWriteArrayList<>();
  final List<FinishReport> reports = new CopyOnWriteArrayList<>();
  volatile Answer answer = Answer.OK;
  volatile boolean answersEnds = true;
  volatile boolean writesEnds = true;
  volatile boolean tooLong;
  volatile @Nullable RuntimeException refusal;
  volatile @Nullable One open;

  @Override
  public Opened open(Hello hello, WorkerStream.Receiver receiver) {
    RuntimeException failure = refusal;
    if (failure != null) {
      throw failure;
    }
    hellos.add(hello);
    One made = new One(receiver);
    open = made;
    List<AttemptToken> lost = new ArrayList<>(hello.held());
    lost.addAll(hello.over());
    lost.retainAll(gone);
    return new Opened(made, lost, WorkerRig.LEASE);
  }

  One stream() {
    return Objects.requireNonNull(open);
  }

  Hello hello() {
    return hellos.get(hellos.size() - 1);
  }

  /** Waits for something that is said; what is said before it is passed over. */
  void awaitSaid(String what) throws InterruptedException {
    List<String> before = new ArrayList<>();
    for (String next = next(); next != null; next = next()) {
      if (next.equals(what)) {
        return;
      }
      before.add(next);
    }
    throw new AssertionError("not said: " + what + ", but " + before);
  }

  private @Nullable String next() throws InterruptedException {
    return said.poll(20, TimeUnit.SECONDS);
  }

  /** One stream. */
  final class One implements WorkerStream {
    final Receiver receiver;
    volatile boolean closed;

    One(Receiver receiver) {
      this.receiver = receiver;
    }

    /** Hands items out that were claimed after that beat was heard. */
    boolean give(long heard, WorkItem... items) {
      return receiver.items(List.of(items), heard);
    }

    /** The connection breaks. */
    void breakOff() {
      closed = true;
      receiver.closed("it broke");
    }

    @Override
    public boolean ended(AttemptToken attempt, FinishReport report, boolean slotFree) {
      if (tooLong) {
        return false;
      }
      if (!closed) {
        reports.add(report);
        if (answersEnds) {
          receiver.answered(attempt, writesEnds ? answer : null);
        }
        said.add("ended " + report.end() + (slotFree ? " free" : ""));
      }
      return true;
    }

    @Override
    public void freed(int slots) {
      said.add("freed " + slots);
    }

    @Override
    public void notBegun(List<AttemptToken> attempts) {
      back.addAll(attempts);
      said.add("not begun " + attempts.size());
    }

    @Override
    public CompletableFuture<List<AttemptToken>> beat(
        long number, WorkerInfo worker, List<AttemptToken> held, List<AttemptToken> over) {
      said.add("beat " + number + " of " + held.size());
      List<AttemptToken> lost = new ArrayList<>(held);
      lost.addAll(over);
      lost.retainAll(gone);
      return CompletableFuture.completedFuture(lost);
    }

    @Override
    public CompletableFuture<Void> drain() {
      said.add("drain");
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void close() {
      closed = true;
      receiver.closed("closed");
    }
  }
}
