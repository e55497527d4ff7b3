package io.orchestrator.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Deletes what is too old. Who calls it says what that is. */
public interface RetentionStore {

  /**
   * A run that may go.
   *
   * @param tasks how many task instances go with it
   */
  record ExpiredRun(long runPk, String runId, Instant endDate, int tasks) {}

  /**
   * A run that is gone, and whose task logs are not yet.
   *
   * @param at when it was deleted, by the store's clock: younger logs are those of another run that
   *     has its name
   */
  record DeletedRun(String dagId, String runId, Instant at) {}

  /**
   * The end of that run of a DAG which ended last, of the one before, and so on.
   *
   * @param nth counts from 1
   * @return empty when fewer have ended
   */
  Optional<Instant> endOf(String dagId, int nth);

  /**
   * Runs of a DAG that ended before the bound, the longest ended first. Those are left out that
   * something still asks for: of runs by logical date the last automated one, the last one, the
   * last successful one, and the same as seen from each run that has not ended; one of whose task
   * instances some is executing or deferred; one whose last order can still be undone. No lock.
   */
  List<ExpiredRun> expired(String dagId, Instant endedBefore, int limit);

  /**
   * Deletes runs with their task instances, tries, reports and XComs; the audit log keeps its rows.
   * A run that others hold, that has been begun anew or has a task instance at work is passed over.
   *
   * @param keepNames whether {@link #deletedRuns} is to have them
   * @return keys of the runs that are gone
   */
  Collection<Long> delete(Collection<Long> runPks, Instant endedBefore, boolean keepNames);

  /** Runs whose logs are still to be deleted, the longest deleted first. */
  List<DeletedRun> deletedRuns(int limit);

  /** The logs of the run are deleted; nothing when it was deleted once more since. */
  void forget(DeletedRun run);

  /** How many rows of the audit log are older. Reads the whole log. */
  long countAudit(Instant before);

  /** Deletes the oldest rows of the audit log that are older; returns how many. */
  int deleteAudit(Instant before, int limit);
}
