package io.orchestrator.store;

import io.orchestrator.administration.Pool;
import io.orchestrator.run.ClaimTerms;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.StartSnapshot;
import io.orchestrator.run.TaskInstance;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * For a scheduler that remembers what it has read and written, and decides on that. Every writer of
 * a run or of its task instances raises the run's version; heartbeats do not. Every claim raises
 * the version of the claim book, and so does what changes the room for claims or who may be
 * claimed: pools, and pausing a DAG. So what was remembered still holds if the versions do.
 */
public interface ReactionStore {

  /**
   * Runs that running tasks belong to, and with them what claims depend on.
   *
   * @param book version of the claim book
   * @param runs running runs, and ended ones with instances that still execute or are deferred; in
   *     no order
   * @param more whether there are further ones
   */
  record OpenRuns(long book, List<Pool> pools, List<OpenRun> runs, boolean more) {}

  /**
   * How a run stands.
   *
   * @param dagPaused whether nothing of it may be claimed now
   */
  record OpenRun(long runPk, long version, boolean dagPaused) {}

  /**
   * A run with all its task instances.
   *
   * @param version what it was when the run was read; the instances may be newer, never older
   */
  record VersionedRun(DagRun run, long version, boolean dagPaused, List<VersionedTask> tasks) {}

  /** A task instance of a {@link VersionedRun}. */
  record VersionedTask(TaskInstance task, ClaimTerms terms) {}

  /**
   * Looks at what is open. No lock.
   *
   * @param most runs to answer
   */
  OpenRuns open(int most);

  /**
   * Those that there are of the runs, whatever their state, in no order. No lock.
   *
   * @param mostTasks to read of all of them together
   * @return empty when they have more task instances than that
   */
  Optional<List<VersionedRun>> read(Collection<Long> runPks, int mostTasks);

  /**
   * Reads what starting runs decides on, as {@link ReactionRuns#startable} does, for a reaction
   * that has decided on ends of runs and has not written them yet.
   *
   * @param ending the DAGs to look at, each with how many of its running runs are about to end
   * @param limit most runs to look at
   */
  StartSnapshot startable(Map<String, Integer> ending, Instant now, int limit);

  /**
   * Writes all of it, where every row and version is as it was remembered; raises the versions by
   * one. Waits for no run that others have locked.
   *
   * @throws StaleMemoryException when anything was not: the transaction has to be rolled back
   */
  void write(ReactionWrite reaction);
}
