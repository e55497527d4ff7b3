package io.orchestrator.scheduler;

import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends attempts whose worker has given no sign of life within the lease: not started ones go back,
 * started ones are retried or fail. Any live node may do it; the epoch lets only one succeed.
 */
record RescueLostAttempts(Store store, Quarantine quarantine) {
  private static final Logger LOG = LoggerFactory.getLogger(RescueLostAttempts.class);
  private static final int PER_TICK = 500;

  /** Returns the runs touched: they want planning. */
  List<Long> run() {
    try {
      return store.transact(tx -> end(tx, expired(tx)));
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warn("Lost attempts could not be ended together; trying each on its own", e);
      return oneByOne();
    }
  }

  private List<TaskInstance> expired(StoreTransaction tx) {
    return tx.tasks().leaseExpired(tx.now(), PER_TICK).stream()
        .filter(task -> !quarantine.holds(task.id()))
        .toList();
  }

  private List<Long> oneByOne() {
    List<Long> runs = new ArrayList<>();
    for (TaskInstance task : store.transact(this::expired)) {
      try {
        runs.addAll(store.transact(tx -> end(tx, List.of(task))));
        quarantine.release(task.id());
      } catch (StoreUnavailableException e) {
        throw e;
      } catch (RuntimeException e) {
        quarantine.hold(task.id());
        LOG.error(
            "The lost attempt of {} could not be ended. It is tried again after a pause; others go"
                + " on.",
            task.taskId(),
            e);
      }
    }
    return runs;
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
