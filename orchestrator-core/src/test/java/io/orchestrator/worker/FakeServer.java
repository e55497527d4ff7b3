package io.orchestrator.worker;

import io.orchestrator.connection.Connection;
import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.PreviousSuccess;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.execution.http.CallRefusedException;
import io.orchestrator.execution.http.ServerUnreachableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** A server in memory: hands out what a test gives it, and can be out of reach. */
final class FakeServer implements ExecutionApi {
  private static final long PATIENCE_SECONDS = 20;
  final BlockingQueue<List<WorkItem>> work = new LinkedBlockingQueue<>();
  final BlockingQueue<FinishReport> finished = new LinkedBlockingQueue<>();
  final Set<AttemptToken> gone = ConcurrentHashMap.newKeySet();
  final List<String> calls = new CopyOnWriteArrayList<>();
  final List<WorkerInfo> heard = new CopyOnWriteArrayList<>();
  final AtomicInteger codeFetches = new AtomicInteger();
  final AtomicInteger unreachableFinishes = new AtomicInteger();
  final Map<String, String> sources = new ConcurrentHashMap<>();
  final Set<AttemptToken> forgotten = ConcurrentHashMap.newKeySet();
  volatile boolean unreachable;
  volatile boolean refusesFinishes;
  volatile BooleanSupplier startsUnanswered = () -> false;

  /** What happens between a claim's arrival and its answer. */
  volatile Runnable beforeClaimsAnswer = () -> {};

  /** What happens between a heartbeat's arrival and its answer. */
  volatile Step beforeHeartbeatsAnswer = () -> {};

  /** A step of a test. */
  interface Step {
    void take() throws InterruptedException;
  }

  /** The next report, or a failure of the test. */
  FinishReport awaitFinish() throws InterruptedException {
    FinishReport report = finished.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (report == null) {
      throw new AssertionError("no report; calls: " + calls);
    }
    return report;
  }

  private void reach() {
    if (unreachable) {
      throw new ServerUnreachableException("no server", null);
    }
  }

  @Override
  public void register(WorkerInfo worker) {
    reach();
    calls.add("register");
  }

  @Override
  public void goodbye(WorkerInfo worker) {
    reach();
    calls.add("goodbye");
  }

  @Override
  public List<WorkItem> claim(WorkerInfo worker, int freeSlots, long waitMillis) {
    reach();
    calls.add("claim " + freeSlots);
    beforeClaimsAnswer.run();
    List<WorkItem> items = work.poll();
    return items == null ? List.of() : items;
  }

  @Override
  public List<AttemptToken> start(List<AttemptToken> attempts, StartReport report) {
    reach();
    calls.add("start " + attempts.size());
    if (startsUnanswered.getAsBoolean()) {
      throw new ServerUnreachableException("no answer", null);
    }
    return lost(attempts);
  }

  @Override
  public List<AttemptToken> heartbeat(WorkerInfo worker, List<AttemptToken> running) {
    reach();
    calls.add("heartbeat " + running.size());
    heard.add(worker);
    try {
      beforeHeartbeatsAnswer.take();
    } catch (InterruptedException e) {
      throw new ServerUnreachableException("interrupted", e);
    }
    return lost(running);
  }

  private List<AttemptToken> lost(List<AttemptToken> attempts) {
    List<AttemptToken> lost = new ArrayList<>(attempts);
    lost.retainAll(gone);
    return lost;
  }

  @Override
  public Answer report(AttemptToken attempt, TaskFactsReport report) {
    reach();
    return gone.contains(attempt) ? Answer.GONE : Answer.OK;
  }

  @Override
  public Answer finish(AttemptToken attempt, FinishReport report) {
    if (unreachableFinishes.getAndDecrement() > 0) {
      throw new ServerUnreachableException("no answer", null);
    }
    finished.add(report);
    if (refusesFinishes) {
      throw new CallRefusedException(400, "not to be read");
    }
    return gone.contains(attempt) ? Answer.GONE : Answer.OK;
  }

  @Override
  public void forget(AttemptToken attempt) {
    forgotten.add(attempt);
  }

  @Override
  public Optional<String> xcom(AttemptToken attempt, String taskId, String key) {
    return Optional.empty();
  }

  @Override
  public Optional<String> variable(AttemptToken attempt, String key) {
    return Optional.empty();
  }

  @Override
  public PreviousSuccess previousSuccess(AttemptToken attempt) {
    return PreviousSuccess.NONE;
  }

  @Override
  public Optional<Connection> connection(AttemptToken attempt, String connectionId) {
    return Optional.empty();
  }

  @Override
  public CodeBundle code(AttemptToken attempt) {
    codeFetches.incrementAndGet();
    String source = sources.values().iterator().next();
    return new CodeBundle(new java.util.UUID(9, 9), "JAVA_SOURCE", "ProbeDag.java", "0", source);
  }
}
