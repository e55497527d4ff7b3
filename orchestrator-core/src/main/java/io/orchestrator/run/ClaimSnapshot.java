package io.orchestrator.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What claiming decides on, read under the claimers' lock. All counts are derived from states.
 *
 * @param asOf the store's clock
 * @param candidates scheduled instances, best first: priority descending, logical date ascending,
 *     map index ascending
 * @param more whether some DAG may have further candidates behind those
 * @param pools pool name to its use
 * @param activeInDag DAG id to queued and running instances of all its runs
 * @param activeInRun run key to queued and running instances there
 * @param activeOfTask {@code dag_id/task_id} to queued and running instances over all runs
 * @param activeOfTaskInRun {@code run_pk/task_id} to queued and running instances there
 */
public record ClaimSnapshot(
    Instant asOf,
    List<Candidate> candidates,
    boolean more,
    Map<String, PoolUse> pools,
    Map<String, Integer> activeInDag,
    Map<Long, Integer> activeInRun,
    Map<String, Integer> activeOfTask,
    Map<String, Integer> activeOfTaskInRun) {

  /** As full as this one, with other candidates. */
  public ClaimSnapshot with(List<Candidate> others, boolean furtherOnes) {
    return new ClaimSnapshot(
        asOf,
        others,
        furtherOnes,
        pools,
        activeInDag,
        activeInRun,
        activeOfTask,
        activeOfTaskInRun);
  }

  /**
   * One instance that could be claimed.
   *
   * @param order what comes first among those of one priority: the run's logical date or run_after
   * @param priority effective weight
   */
  public record Candidate(
      TaskInstance task,
      String dagId,
      Instant order,
      int priority,
      PoolDemand demand,
      Limits limits) {}

  /** What an instance takes of its pool. */
  public record PoolDemand(String pool, int slots) {}

  /** Most queued and running instances, in the run and of the task. */
  public record Limits(int tasksInRun, int ofTask, int ofTaskInRun) {
    /** Stands for "no such limit". */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /**
     * @param acrossRuns absent means none; so does {@code perRun}
     */
    public static Limits of(
        int tasksInRun, @Nullable Integer acrossRuns, @Nullable Integer perRun) {
      return new Limits(
          tasksInRun,
          Objects.requireNonNullElse(acrossRuns, UNLIMITED),
          Objects.requireNonNullElse(perRun, UNLIMITED));
    }
  }

  /**
   * Use of a pool.
   *
   * @param slots −1 for unlimited
   * @param used slots taken by queued and running instances
   * @param holders some of who holds them, for people
   */
  public record PoolUse(int slots, int used, List<String> holders) {
    public boolean fits(int needed) {
      return slots < 0 || used + needed <= slots;
    }
  }
}
