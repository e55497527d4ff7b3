package io.orchestrator.scheduler;

import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.WorkerStream;
import io.orchestrator.execution.WorkerStreams;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.store.MemberStore.WorkerProcess;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's side of the workers' streams. */
public final class ConnectedWorkers implements WorkerStreams {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectedWorkers.class);

  /** For a row that others have locked: the worker says hello again. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final Store store;
  private final Dispatch loop;
  private final ExecutionService service;
  private final Map<UUID, ConnectedWorker> byProcess = new ConcurrentHashMap<>();

  public ConnectedWorkers(Store store, Dispatch loop, ExecutionService service) {
    this.store = store.waitingAtMost(LONGEST_WAIT);
    this.loop = loop;
    this.service = service;
  }

  /** What a hello has changed: attempts that are the worker's no more, runs that want planning. */
  private record Settled(List<AttemptToken> gone, List<Long> runs) {}

  @Override
  public Opened open(Hello hello, WorkerStream.Receiver receiver) {
    ConnectedWorker opened =
        new ConnectedWorker(
            loop, service, receiver, closed -> byProcess.remove(hello.process(), closed));
    ConnectedWorker older = byProcess.put(hello.process(), opened);
    if (older != null) {
      older.end("its worker has connected anew");
    }
    try {
      Settled settled = store.transact(tx -> settle(tx, hello));
      settled.runs().forEach(loop::wake);
      loop.arrived(hello.worker());
      opened.begin(hello.worker(), hello.freeSlots());
      return new Opened(opened, settled.gone(), service.lease());
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private Settled settle(StoreTransaction tx, Hello hello) {
    WorkerInfo worker = hello.worker();
    ExecutionService.beat(tx, worker);
    tx.members()
        .goesBy(
            worker.name(),
            new WorkerProcess(hello.process(), worker.hostname(), worker.pid(), tx.now()));
    List<AttemptToken> gone = new ArrayList<>(service.gone(tx, hello.held()));
    gone.addAll(ExecutionService.ended(tx, hello.over()));
    List<TaskInstance> notBegun = notBegun(tx, hello);
    Collection<UUID> locked = tx.tasks().locked(notBegun.stream().map(TaskInstance::id).toList());
    List<TaskInstance> free =
        notBegun.stream().filter(task -> !locked.contains(task.id())).toList();
    if (!free.isEmpty()) {
      LOG.info(
          "{} attempts never came to worker {}: they are handed out again",
          free.size(),
          worker.name());
    }
    return new Settled(gone, RescueLostAttempts.handBack(tx, free));
  }

  /** What is stored as this process's own and it knows nothing of. */
  private static List<TaskInstance> notBegun(StoreTransaction tx, Hello hello) {
    Set<AttemptToken> known = new HashSet<>(hello.held());
    known.addAll(hello.over());
    List<WorkerProcess> processes = tx.members().processes(hello.worker().name());
    return tx.tasks().heldBy(hello.worker().name()).stream()
        .filter(t -> !known.contains(new AttemptToken(t.id(), Objects.requireNonNull(t.epoch()))))
        .filter(
            t -> claimedBy(processes, t.times().queuedAt()).equals(Optional.of(hello.process())))
        .toList();
  }

  /**
   * Which process went by the worker's name at that moment: another one's attempts may have run.
   * One that came at the very moment is not taken for it, nor is the one before it.
   */
  private static Optional<UUID> claimedBy(List<WorkerProcess> latestFirst, @Nullable Instant at) {
    return latestFirst.stream()
        .filter(process -> at != null && !process.since().isAfter(at))
        .findFirst()
        .filter(process -> process.since().isBefore(at))
        .map(WorkerProcess::id);
  }
}
