package io.orchestrator.scheduler;

import io.orchestrator.run.ClaimPlanner;
import io.orchestrator.run.ClaimSnapshot;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunPlanner;
import io.orchestrator.run.RunSnapshot;
import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.WaitReason;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.store.WorkerStore.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Why something waits, found by asking the planners again on what is stored now. Nothing is kept;
 * the answer is complete for every unfinished instance and every unfinished run.
 */
public final class Explainer {
  private static final Duration ALIVE = Duration.ofSeconds(30);
  private static final int LOOK = 2_000;
  private final Store store;

  public Explainer(Store store) {
    this.store = store;
  }

  /**
   * Reasons of one run.
   *
   * @param run why the run itself is not running or not over; empty when it is over
   * @param tasks reason by unfinished instance
   */
  public record RunExplanation(
      Optional<WaitReason> run, Map<UUID, WaitReason> tasks, Instant asOf) {}

  /** Explains a run; empty when there is none. */
  public Optional<RunExplanation> explain(String dagId, String runId) {
    return store.transact(
        tx ->
            tx.runs()
                .find(dagId, runId)
                .flatMap(run -> tx.runs().snapshot(run.id()))
                .map(snapshot -> explain(tx, snapshot)));
  }

  private static RunExplanation explain(StoreTransaction tx, RunSnapshot snapshot) {
    Instant now = tx.now();
    Map<UUID, WaitReason> tasks = new HashMap<>(RunPlanner.plan(snapshot, now).waiting());
    Optional<WaitReason> run = runReason(tx, snapshot.run(), now);
    // What a plan would change at once has simply not been planned yet.
    for (TaskInstance task : snapshot.tasks()) {
      if (!task.state().finished() && !snapshot.run().state().finished()) {
        tasks.putIfAbsent(task.id(), new WaitReason.NotPlannedYet());
        if (task.state().schedulable() && run.isPresent()) {
          tasks.put(task.id(), run.get());
        }
      }
    }
    if (snapshot.tasks().stream().anyMatch(t -> t.state() == TaskState.SCHEDULED)) {
      tasks.putAll(scheduledReasons(tx, snapshot));
    }
    return new RunExplanation(run, tasks, now);
  }

  private static Optional<WaitReason> runReason(StoreTransaction tx, DagRun run, Instant now) {
    if (run.state().finished()) {
      return Optional.empty();
    }
    Optional<StoredDag> dag = tx.dags().find(run.dagId());
    if (dag.isPresent() && dag.get().paused()) {
      return Optional.of(new WaitReason.DagPaused(run.dagId()));
    }
    if (run.runAfter().isAfter(now)) {
      return Optional.of(new WaitReason.NotBefore(run.runAfter()));
    }
    if (run.state() != RunState.QUEUED) {
      return Optional.empty();
    }
    List<String> running = tx.runs().running(run.dagId()).stream().map(DagRun::runId).toList();
    int limit = dag.map(d -> d.version().model().maxActiveRuns()).orElse(0);
    return Optional.of(
        running.size() >= limit
            ? new WaitReason.RunLimit(running.size(), limit, running)
            : new WaitReason.NotPlannedYet());
  }

  private static Map<UUID, WaitReason> scheduledReasons(StoreTransaction tx, RunSnapshot snapshot) {
    Set<String> queues = new HashSet<>();
    snapshot.dag().model().tasks().forEach(t -> queues.add(t.queue()));
    ClaimSnapshot claimable = tx.tasks().claimable(queues, LOOK);
    Map<UUID, WaitReason> obstacles = ClaimPlanner.select(claimable, Integer.MAX_VALUE).waiting();
    WaitReason noWorker = noFreeWorker(tx, claimable);
    boolean paused = tx.dags().find(snapshot.run().dagId()).map(StoredDag::paused).orElse(false);
    Map<UUID, WaitReason> reasons = new HashMap<>();
    for (TaskInstance task : snapshot.tasks()) {
      if (task.state() == TaskState.SCHEDULED) {
        reasons.put(
            task.id(),
            paused
                ? new WaitReason.DagPaused(snapshot.run().dagId())
                : obstacles.getOrDefault(task.id(), noWorker));
      }
    }
    return reasons;
  }

  private static WaitReason noFreeWorker(StoreTransaction tx, ClaimSnapshot claimable) {
    List<Member> workers =
        tx.workers().seenWithin(ALIVE).stream().filter(m -> m.role().equals("worker")).toList();
    int slots = workers.stream().mapToInt(Member::slots).sum();
    int busy = claimable.pools().values().stream().mapToInt(ClaimSnapshot.PoolUse::used).sum();
    return new WaitReason.NoFreeWorker(workers.size(), Math.min(busy, slots), slots);
  }
}
