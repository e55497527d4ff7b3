package io.orchestrator.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What claiming decides on, read under the claimers' lock. All counts are derived from states.
 *
 * @param candidates scheduled instances, best first: priority descending, logical date ascending,
 *     map index ascending
 * @param pools pool name to its use
 * @param activeInRun run key to queued and running instances there
 * @param activeOfTask {@code dag_id/task_id} to queued and running instances over all runs
 * @param activeOfTaskInRun {@code run_pk/task_id} to queued and running instances there
 */
public record ClaimSnapshot(
    List<Candidate> candidates,
    Map<String, PoolUse> pools,
    Map<Long, Integer> activeInRun,
    Map<String, Integer> activeOfTask,
    Map<String, Integer> activeOfTaskInRun) {

  /**
   * One instance that could be claimed.
   *
   * @param priority effective weight
   */
  public record Candidate(
      TaskInstance task,
      String dagId,
      Instant order,
      int priority,
      String pool,
      int poolSlots,
      int maxActiveTasksInRun,
      int maxActiveAcrossRuns,
      int maxActivePerRun) {
    /** Stands for "no such limit" in the limit fields. */
    public static final int UNLIMITED = Integer.MAX_VALUE;
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
