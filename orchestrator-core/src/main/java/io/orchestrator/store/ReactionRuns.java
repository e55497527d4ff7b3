package io.orchestrator.store;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.Plannable;
import io.orchestrator.run.RunTransition;
import io.orchestrator.run.StartSnapshot;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What a reaction reads and writes of runs. */
public interface ReactionRuns {

  /**
   * The graph of a DAG version.
   *
   * @throws io.orchestrator.model.UnreadableException when it cannot be read from the store
   * @throws IllegalArgumentException when there is no such version
   */
  CompiledDag dag(UUID versionId);

  /** Those that there are, in no order. */
  List<DagRun> find(Collection<Long> runPks);

  /**
   * Locks the runs' rows for this transaction and reads all that planning needs, in the order of
   * their keys. Left out are those that another has locked, that are gone or finished.
   */
  List<? extends Plannable> lockForPlanning(Collection<Long> runPks);

  /**
   * Reads what starting runs of some DAGs decides on, as {@link RunStore#startable(Instant, int)}
   * does for all.
   *
   * @param limit most runs to look at
   */
  StartSnapshot startable(Collection<String> dagIds, Instant now, int limit);

  /** Running runs of the DAG: what max_active_runs counts. */
  List<DagRun> running(String dagId);

  /**
   * Applies each change where the row still has {@code before}'s state and clear number, with its
   * audit row. Batched; no run twice.
   *
   * @return keys of the runs that were changed; a missing one lost its race
   */
  Collection<Long> apply(Collection<RunTransition> changes, String actor);
}
