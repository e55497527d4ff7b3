package io.orchestrator.run;

import io.orchestrator.run.ClaimSnapshot.Candidate;
import io.orchestrator.run.ClaimSnapshot.Limits;
import io.orchestrator.run.ClaimSnapshot.PoolDemand;
import io.orchestrator.run.ClaimSnapshot.PoolUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Decides which scheduled instances a worker may take: pools, limits of the run and of the task, in
 * {@link FairTurns}. One that does not fit never blocks a smaller one behind it. Pure.
 */
public final class ClaimPlanner {
  /** Among the candidates of one DAG. */
  public static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparingInt(Candidate::priority)
          .reversed()
          .thenComparing(Candidate::order)
          .thenComparing(c -> c.task().mapIndex())
          .thenComparing(c -> c.task().id());

  private final Map<String, PoolUse> pools;
  private final Map<Long, Integer> inRun;
  private final Map<String, Integer> ofTask;
  private final Map<String, Integer> ofTaskInRun;

  private ClaimPlanner(ClaimSnapshot snapshot) {
    this.pools = new HashMap<>(snapshot.pools());
    this.inRun = new HashMap<>(snapshot.activeInRun());
    this.ofTask = new HashMap<>(snapshot.activeOfTask());
    this.ofTaskInRun = new HashMap<>(snapshot.activeOfTaskInRun());
  }

  /**
   * Chooses.
   *
   * @param freeSlots most instances the asking workers can take
   */
  public static ClaimPlan select(ClaimSnapshot snapshot, int freeSlots) {
    ClaimPlanner planner = new ClaimPlanner(snapshot);
    List<Candidate> chosen = new ArrayList<>();
    Map<UUID, WaitReason> waiting = new HashMap<>();
    FairTurns turns = new FairTurns(snapshot);
    Optional<Candidate> next = turns.next(false);
    while (next.isPresent()) {
      Candidate candidate = next.get();
      Optional<WaitReason> obstacle = planner.obstacle(candidate);
      boolean takes = obstacle.isEmpty() && chosen.size() < freeSlots;
      if (takes) {
        planner.take(candidate);
        chosen.add(candidate);
      } else {
        waiting.put(candidate.task().id(), obstacle.orElseGet(WaitReason.WaitsForWorker::new));
      }
      next = turns.next(takes);
    }
    return new ClaimPlan(chosen, waiting);
  }

  /** The candidates that have room each on its own, as things are, in their order. */
  public static List<Candidate> withRoom(ClaimSnapshot snapshot) {
    return snapshot.candidates().stream().filter(room(snapshot)).toList();
  }

  /** Whether a candidate, alone, has room as things are. */
  public static Predicate<Candidate> room(ClaimSnapshot snapshot) {
    ClaimPlanner planner = new ClaimPlanner(snapshot);
    return candidate -> planner.obstacle(candidate).isEmpty();
  }

  private Optional<WaitReason> obstacle(Candidate c) {
    PoolDemand demand = c.demand();
    PoolUse pool = pools.get(demand.pool());
    if (pool == null) {
      return Optional.of(new WaitReason.PoolMissing(demand.pool()));
    }
    if (pool.slots() >= 0 && demand.slots() > pool.slots()) {
      return Optional.of(new WaitReason.PoolTooSmall(demand.pool(), demand.slots(), pool.slots()));
    }
    return limit(c).or(() -> pool.fits(demand.slots()) ? Optional.empty() : full(demand, pool));
  }

  private Optional<WaitReason> limit(Candidate c) {
    Limits limits = c.limits();
    int run = inRun.getOrDefault(c.task().runPk(), 0);
    if (run >= limits.tasksInRun()) {
      return Optional.of(new WaitReason.RunTaskLimit(run, limits.tasksInRun()));
    }
    String taskId = c.task().taskId();
    int across = ofTask.getOrDefault(taskKey(c), 0);
    if (across >= limits.ofTask()) {
      return Optional.of(new WaitReason.TaskLimitAcrossRuns(taskId, across, limits.ofTask()));
    }
    int within = ofTaskInRun.getOrDefault(taskInRunKey(c), 0);
    return within >= limits.ofTaskInRun()
        ? Optional.of(new WaitReason.TaskLimitInRun(taskId, within, limits.ofTaskInRun()))
        : Optional.empty();
  }

  private static Optional<WaitReason> full(PoolDemand demand, PoolUse pool) {
    return Optional.of(
        new WaitReason.PoolFull(
            demand.pool(), demand.slots(), pool.used(), pool.slots(), pool.holders()));
  }

  private void take(Candidate c) {
    pools.computeIfPresent(
        c.demand().pool(),
        (n, p) -> new PoolUse(p.slots(), p.used() + c.demand().slots(), p.holders()));
    inRun.merge(c.task().runPk(), 1, Integer::sum);
    ofTask.merge(taskKey(c), 1, Integer::sum);
    ofTaskInRun.merge(taskInRunKey(c), 1, Integer::sum);
  }

  private static String taskKey(Candidate c) {
    return c.dagId() + "/" + c.task().taskId();
  }

  private static String taskInRunKey(Candidate c) {
    return c.task().runPk() + "/" + c.task().taskId();
  }
}
