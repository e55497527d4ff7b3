package io.orchestrator.scheduler;

import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreTransaction;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Ends attempts whose worker has given no sign of life within the lease: not started ones go back,
 * started ones are retried or fail. Any live node may do it; the epoch lets only one succeed.
 */
final class RescueLostAttempts {
  private static final int PER_TICK = 500;
  private final Store store;

  RescueLostAttempts(Store store) {
    this.store = store;
  }

  /** Returns the runs touched: they want planning. */
  List<Long> run() {
    return store.transact(tx -> end(tx, tx.tasks().leaseExpired(tx.now(), PER_TICK)));
  }

  /** Ends the given attempts as lost. */
  static List<Long> end(StoreTransaction tx, Collection<TaskInstance> lost) {
    AttemptEnds ends = new AttemptEnds(tx, lost);
    List<TaskTransition> transitions = lost.stream().map(task -> ends.of(task).lost(task)).toList();
    Collection<UUID> changed = tx.tasks().apply(transitions, "scheduler");
    return lost.stream()
        .filter(t -> changed.contains(t.id()))
        .map(TaskInstance::runPk)
        .distinct()
        .toList();
  }
}
