package io.orchestrator.scheduler;

import io.orchestrator.administration.Variable;
import io.orchestrator.connection.Connection;
import io.orchestrator.execution.AttemptGoneException;
import io.orchestrator.execution.AttemptToken;
import io.orchestrator.execution.ExecutionApi;
import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.PreviousSuccess;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.model.DagCode;
import io.orchestrator.model.StorableText;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.run.TransitionCause;
import io.orchestrator.store.Administration;
import io.orchestrator.store.Member.Identity;
import io.orchestrator.store.Member.Role;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreBusyException;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.store.StoreUnavailableException;
import io.orchestrator.store.TaskStore.TaskReport;
import io.orchestrator.store.XComStore.XCom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's side of the task execution API. */
public final class ExecutionService implements ExecutionApi {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutionService.class);
  private static final Duration WRITE = Duration.ofSeconds(30);
  private static final Duration LONGEST_POLL = Duration.ofSeconds(30);

  /** For a row that others have locked, when it may not hold up what concerns other rows. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private static final Duration MOMENT = Duration.ofMillis(50);
  private final Store store;
  private final Store impatient;
  private final Store hasty;
  private final Dispatch loop;
  private final Administration administration;
  private final Duration lease;

  public ExecutionService(
      Store store, Dispatch loop, Administration administration, Duration lease) {
    this.store = store;
    this.impatient = store.waitingAtMost(LONGEST_WAIT);
    this.hasty = store.waitingAtMost(MOMENT);
    this.loop = loop;
    this.administration = administration;
    this.lease = lease;
  }

  @Override
  public void register(WorkerInfo worker) {
    store.transact(tx -> beat(tx, worker));
    loop.arrived(worker);
  }

  @Override
  public void goodbye(WorkerInfo worker) {
    // First: what a long poll of its is given from now on finds nobody and comes back by itself.
    loop.left(worker);
    List<Long> runs =
        store.transact(
            tx -> {
              List<TaskInstance> notStarted =
                  tx.tasks().heldBy(worker.name()).stream()
                      .filter(t -> t.state() == TaskState.QUEUED)
                      .toList();
              Collection<UUID> locked =
                  tx.tasks().locked(notStarted.stream().map(TaskInstance::id).toList());
              tx.members().goodbye(worker.name());
              // What others have locked goes back when its lease ends.
              return RescueLostAttempts.end(
                  tx, notStarted.stream().filter(t -> !locked.contains(t.id())).toList());
            });
    runs.forEach(loop::wake);
    loop.wake();
  }

  /** The long poll without a waiting thread. */
  public CompletableFuture<List<WorkItem>> claimLater(
      WorkerInfo worker, int freeSlots, long waitMillis) {
    Duration wait = Duration.ofMillis(Math.max(0, waitMillis));
    return loop.claim(worker, freeSlots, wait.compareTo(LONGEST_POLL) > 0 ? LONGEST_POLL : wait);
  }

  /** Takes back what the answer to a claim did not bring to its worker. It costs no try. */
  public void handBack(List<WorkItem> items) {
    loop.handBack(items);
  }

  @Override
  public List<WorkItem> claim(WorkerInfo worker, int freeSlots, long waitMillis) {
    return get(claimLater(worker, freeSlots, waitMillis), LONGEST_POLL.plus(WRITE));
  }

  @Override
  public List<AttemptToken> start(List<AttemptToken> attempts, StartReport report) {
    if (attempts.isEmpty()) {
      return List.of();
    }
    try {
      return impatient.transact(tx -> start(tx, attempts, report));
    } catch (StoreBusyException e) {
      LOG.warn("{} starts met a row that others have locked: {}", attempts.size(), e.getMessage());
      return startOneByOne(attempts, report);
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      if (attempts.size() == 1) {
        throw e;
      }
      LOG.warn("{} starts failed together; trying each on its own", attempts.size(), e);
      return startOneByOne(attempts, report);
    }
  }

  /**
   * One bad row stops no other. When all fail it is the store, and the worker asks again. So it
   * does when one outcome is unknown: what may have started must not be answered as gone. What is
   * locked by others has not: it is handed out again later, in the same try.
   */
  private List<AttemptToken> startOneByOne(List<AttemptToken> attempts, StartReport report) {
    List<AttemptToken> gone = new ArrayList<>();
    List<RuntimeException> failures = new ArrayList<>();
    for (AttemptToken attempt : attempts) {
      try {
        gone.addAll(hasty.transact(tx -> start(tx, List.of(attempt), report)));
      } catch (StoreBusyException e) {
        gone.add(attempt);
      } catch (StoreUnavailableException e) {
        throw e;
      } catch (RuntimeException e) {
        LOG.error("The start of {} failed and was rolled back", attempt, e);
        failures.add(e);
        gone.add(attempt);
      }
    }
    if (failures.size() == attempts.size()) {
      throw failures.get(0);
    }
    return gone;
  }

  @Override
  public List<AttemptToken> heartbeat(WorkerInfo worker, List<AttemptToken> running) {
    Map<UUID, UUID> held = byEpoch(running);
    Collection<UUID> still;
    try {
      still =
          impatient.transact(
              tx -> {
                beat(tx, worker);
                return extend(tx, held);
              });
    } catch (StoreBusyException e) {
      // That the worker lives is news for pages; that its attempts do is what counts.
      LOG.warn("The row of worker {} is locked by others", worker.name());
      still = impatient.transact(tx -> extend(tx, held));
    }
    Collection<UUID> kept = still;
    return running.stream().filter(t -> !kept.contains(t.epoch())).toList();
  }

  /** By epoch: while an attempt that was taken away ends, its worker may hold the next one, too. */
  private static Map<UUID, UUID> byEpoch(List<AttemptToken> held) {
    return held.stream()
        .collect(Collectors.toMap(AttemptToken::epoch, AttemptToken::taskInstanceId, (a, b) -> b));
  }

  Duration lease() {
    return lease;
  }

  private Collection<UUID> extend(StoreTransaction tx, Map<UUID, UUID> held) {
    return held.isEmpty() ? List.of() : tx.tasks().extendLeases(held, lease);
  }

  @Override
  public Answer report(AttemptToken attempt, TaskFactsReport report) {
    boolean kept =
        store.transact(
            tx ->
                tx.tasks()
                    .report(
                        attempt.taskInstanceId(),
                        attempt.epoch(),
                        new TaskReport(
                            report.externalId().map(StorableText::of).orElse(null),
                            null,
                            StorableText.of(report.renderedFields()),
                            StorableText.ofValues(report.notes()))));
    return kept ? Answer.OK : Answer.GONE;
  }

  /** The end of an attempt without a waiting thread; completes when it is committed. */
  public CompletableFuture<Answer> finishLater(AttemptToken attempt, FinishReport report) {
    return loop.finish(attempt, FinishBounds.within(report));
  }

  @Override
  public Answer finish(AttemptToken attempt, FinishReport report) {
    return get(finishLater(attempt, report), WRITE);
  }

  @Override
  public Optional<String> xcom(AttemptToken attempt, String taskId, String key) {
    return store.transact(
        tx ->
            json(
                tx.xcoms().ofTask(held(tx, attempt).runPk(), taskId).stream()
                    .filter(x -> x.key().equals(key))
                    .sorted(Comparator.comparingInt(XCom::mapIndex))
                    .toList()));
  }

  @Override
  public Optional<String> variable(AttemptToken attempt, String key) {
    checkHeld(attempt);
    return administration.variables().find(key).map(Variable::value);
  }

  @Override
  public Optional<Connection> connection(AttemptToken attempt, String connectionId) {
    checkHeld(attempt);
    return administration.connections().find(connectionId);
  }

  @Override
  public PreviousSuccess previousSuccess(AttemptToken attempt) {
    return store.transact(
        tx -> {
          DagRun run = tx.runs().find(held(tx, attempt).runPk()).orElseThrow();
          return Optional.ofNullable(run.logicalDate())
              .flatMap(date -> tx.runs().previousSuccess(run.dagId(), date))
              .map(
                  before ->
                      new PreviousSuccess(before.interval(), before.startDate(), before.endDate()))
              .orElse(PreviousSuccess.NONE);
        });
  }

  @Override
  public CodeBundle code(AttemptToken attempt) {
    return store.transact(
        tx -> {
          UUID version = tx.runs().find(held(tx, attempt).runPk()).orElseThrow().dagVersionId();
          DagCode code = tx.dags().code(version).orElseThrow();
          return new CodeBundle(
              version, code.kind().name(), code.fileName(), code.codeHash(), code.source());
        });
  }

  /** Answers those that are gone. */
  private static List<AttemptToken> start(
      StoreTransaction tx, List<AttemptToken> attempts, StartReport report) {
    Map<UUID, UUID> epochs = epochs(attempts);
    List<TaskInstance> held =
        tx.tasks().find(epochs.keySet()).stream()
            .filter(task -> Objects.equals(epochs.get(task.id()), task.epoch()))
            .toList();
    List<TaskTransition> starts =
        held.stream()
            .filter(task -> task.state() == TaskState.QUEUED)
            .map(t -> TaskTransition.of(t, TaskState.RUNNING, TransitionCause.STARTED, tx.now()))
            .toList();
    Set<UUID> running = new HashSet<>(tx.tasks().apply(starts, report.worker()));
    // Repeated, because the first answer was lost.
    held.stream()
        .filter(task -> task.state() == TaskState.RUNNING)
        .forEach(task -> running.add(task.id()));
    tx.xcoms().replace(EarlierResults.dropped(held));
    epochs.keySet().retainAll(running);
    tx.tasks().reportProcess(epochs, report.pid(), report.hostname());
    return attempts.stream()
        .filter(attempt -> !attempt.epoch().equals(epochs.get(attempt.taskInstanceId())))
        .toList();
  }

  private static Map<UUID, UUID> epochs(List<AttemptToken> attempts) {
    return attempts.stream()
        .collect(
            Collectors.toMap(
                AttemptToken::taskInstanceId, AttemptToken::epoch, (a, b) -> b, HashMap::new));
  }

  private void checkHeld(AttemptToken attempt) {
    store.transact(tx -> held(tx, attempt));
  }

  private static TaskInstance held(StoreTransaction tx, AttemptToken attempt) {
    return tx.tasks()
        .find(attempt.taskInstanceId())
        .filter(t -> attempt.epoch().equals(t.epoch()))
        .orElseThrow(() -> new AttemptGoneException(attempt.toString()));
  }

  /** Extends leases in a transaction of the caller's; answers those that are gone. */
  List<AttemptToken> gone(StoreTransaction tx, List<AttemptToken> held) {
    Collection<UUID> still = extend(tx, byEpoch(held));
    return held.stream().filter(token -> !still.contains(token.epoch())).toList();
  }

  /** Those that run no more under their epochs; no lease is extended. */
  List<AttemptToken> ended(List<AttemptToken> over) {
    return over.isEmpty() ? List.of() : impatient.transact(tx -> ended(tx, over));
  }

  static List<AttemptToken> ended(StoreTransaction tx, List<AttemptToken> over) {
    Set<UUID> still =
        over.isEmpty()
            ? Set.of()
            : tx.tasks().running(byEpoch(over)).stream()
                .map(TaskInstance::epoch)
                .collect(Collectors.toSet());
    return over.stream().filter(token -> !still.contains(token.epoch())).toList();
  }

  static boolean beat(StoreTransaction tx, WorkerInfo worker) {
    tx.members()
        .beat(
            new Identity(
                    worker.name(),
                    Role.WORKER,
                    worker.hostname(),
                    worker.pid(),
                    worker.slots(),
                    worker.queues())
                .withTrouble(worker.trouble()));
    return true;
  }

  private static Optional<String> json(List<XCom> all) {
    if (all.isEmpty()) {
      return Optional.empty();
    }
    if (all.size() == 1 && all.get(0).mapIndex() < 0) {
      return Optional.of(all.get(0).json());
    }
    return Optional.of(all.stream().map(XCom::json).collect(Collectors.joining(",", "[", "]")));
  }

  private static <T> T get(CompletableFuture<T> future, Duration most) {
    try {
      return future.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted; the outcome is unknown", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new StoreUnavailableException("not written in time; the outcome is unknown", e);
    }
  }
}
