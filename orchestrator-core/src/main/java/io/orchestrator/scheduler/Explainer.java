package io.orchestrator.scheduler;

import io.orchestrator.model.TaskModel;
import io.orchestrator.model.UnreadableException;
import io.orchestrator.run.ClaimPlanner;
import io.orchestrator.run.ClaimSnapshot;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.Holders;
import io.orchestrator.run.RunPlanner;
import io.orchestrator.run.RunSnapshot;
import io.orchestrator.run.RunState;
import io.orchestrator.run.StartSnapshot.DagUse;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.WaitReason;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.Member;
import io.orchestrator.store.Member.Identity;
import io.orchestrator.store.Member.Role;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreTransaction;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Why something waits, found by asking the planners again on what is stored now. Nothing is kept;
 * the answer is complete for every unfinished instance and every unfinished run.
 */
public final class Explainer {
  private final Store store;
  private final Function<Object, Optional<String>> troubles;

  public Explainer(Store store) {
    this(store, key -> Optional.empty());
  }

  /**
   * @param troubles why a run or a task instance is left alone now, by key or id, if it is
   */
  public Explainer(Store store, Function<Object, Optional<String>> troubles) {
    this.store = store;
    this.troubles = troubles;
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
    return store.read(tx -> explain(tx, dagId, runId));
  }

  /** The same for who shows it beside other things of one moment. */
  public Optional<RunExplanation> explain(StoreTransaction tx, String dagId, String runId) {
    return tx.runs().find(dagId, runId).map(run -> withTroubles(tx, run, explain(tx, run)));
  }

  private static RunExplanation explain(StoreTransaction tx, DagRun run) {
    try {
      return explain(tx, tx.runs().snapshot(run.id()).orElseThrow());
    } catch (UnreadableException e) {
      WaitReason trouble = new WaitReason.Trouble(String.valueOf(e.getMessage()));
      boolean over = run.state().finished();
      Map<UUID, WaitReason> tasks = new HashMap<>();
      for (TaskInstance task : tx.tasks().ofRun(run.id())) {
        if (!task.state().finished()) {
          WaitReason end = over ? new WaitReason.RunOver(run.state()) : trouble;
          Optional<TaskInstance> works = Optional.of(task).filter(t -> t.state().executing());
          tasks.put(task.id(), works.flatMap(RunPlanner::executing).orElse(end));
        }
      }
      return new RunExplanation(over ? Optional.empty() : Optional.of(trouble), tasks, tx.now());
    }
  }

  /** What the scheduler leaves alone does not wait for what the planner says. */
  private RunExplanation withTroubles(StoreTransaction tx, DagRun run, RunExplanation plain) {
    Optional<WaitReason> ofRun = troubles.apply(run.id()).map(WaitReason.Trouble::new);
    Optional<WaitReason> ofAll = ofRun.filter(trouble -> !run.state().finished());
    Map<UUID, WaitReason> tasks = new HashMap<>(plain.tasks());
    plain
        .tasks()
        .forEach(
            (id, reason) -> {
              Optional<WaitReason> own = troubles.apply(id).map(WaitReason.Trouble::new);
              boolean works =
                  reason instanceof WaitReason.Running || reason instanceof WaitReason.Starting;
              own.or(() -> works ? Optional.empty() : ofAll).ifPresent(t -> tasks.put(id, t));
            });
    return new RunExplanation(ofAll.or(plain::run), tasks, tx.now());
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
    Optional<String> unreadable = dag.map(d -> d.version().problem());
    if (unreadable.isPresent()) {
      return unreadable.map(WaitReason.Trouble::new);
    }
    int limit = dag.map(d -> d.version().model().maxActiveRuns()).orElse(0);
    return Optional.of(
        new DagUse(running.size(), limit).hasRoom()
            ? new WaitReason.NotPlannedYet()
            : new WaitReason.RunLimit(running.size(), limit, running));
  }

  private static Map<UUID, WaitReason> scheduledReasons(StoreTransaction tx, RunSnapshot snapshot) {
    ClaimSnapshot scheduled = tx.tasks().scheduled(snapshot.run().id());
    Map<UUID, WaitReason> obstacles = ClaimPlanner.select(scheduled, Integer.MAX_VALUE).waiting();
    LiveWorkers workers = new LiveWorkers(tx);
    boolean paused = tx.dags().find(snapshot.run().dagId()).map(StoredDag::paused).orElse(false);
    Map<UUID, WaitReason> reasons = new HashMap<>();
    for (TaskInstance task : snapshot.tasks()) {
      if (task.state() == TaskState.SCHEDULED) {
        reasons.put(
            task.id(),
            paused
                ? new WaitReason.DagPaused(snapshot.run().dagId())
                : Optional.ofNullable(obstacles.get(task.id()))
                    .orElseGet(() -> workers.reason(queue(snapshot, task))));
      }
    }
    return reasons;
  }

  private static String queue(RunSnapshot snapshot, TaskInstance task) {
    return snapshot.dag().model().task(task.taskId()).map(TaskModel::queue).orElse("default");
  }

  /** The workers that live, for what is ready and only waits for one of them. */
  private static final class LiveWorkers {
    private final StoreTransaction tx;
    private final List<Identity> all;
    private final Map<String, WaitReason> byQueue = new HashMap<>();

    private LiveWorkers(StoreTransaction tx) {
      this.tx = tx;
      this.all = tx.members().alive(Role.WORKER).stream().map(Member::identity).toList();
    }

    private WaitReason reason(String queue) {
      return byQueue.computeIfAbsent(queue, this::of);
    }

    private WaitReason of(String queue) {
      List<Identity> serving = all.stream().filter(m -> m.queues().contains(queue)).toList();
      if (serving.isEmpty()) {
        return new WaitReason.NoWorkerForQueue(
            queue, all.stream().flatMap(m -> m.queues().stream()).distinct().sorted().toList());
      }
      int slots = serving.stream().mapToInt(Identity::slots).sum();
      List<TaskInstance> held =
          serving.stream().flatMap(m -> tx.tasks().heldBy(m.name()).stream()).toList();
      return held.size() < slots
          ? new WaitReason.WaitsForWorker()
          : new WaitReason.NoFreeWorker(serving.size(), held.size(), slots, holders(held));
    }

    private List<String> holders(List<TaskInstance> held) {
      Map<Long, DagRun> runs =
          tx.runs().find(held.stream().map(TaskInstance::runPk).distinct().toList()).stream()
              .collect(Collectors.toMap(DagRun::id, Function.identity()));
      Holders holders = new Holders();
      for (TaskInstance task : held) {
        DagRun run = Objects.requireNonNull(runs.get(task.runPk()));
        holders.add(run.dagId(), task.taskId(), run.runId(), 1);
      }
      return holders.words();
    }
  }
}
