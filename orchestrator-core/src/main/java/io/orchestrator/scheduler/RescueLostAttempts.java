package io.orchestrator.scheduler;

import io.orchestrator.dag.RetryPolicy;
import io.orchestrator.dag.TaskModel;
import io.orchestrator.run.AttemptEnd;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RetryDelay;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreTransaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
    List<TaskTransition> ends = new ArrayList<>();
    for (TaskInstance task : lost) {
      ends.add(attemptEnd(tx, task).lost(task));
    }
    Collection<UUID> changed = tx.tasks().apply(ends, "scheduler");
    return lost.stream()
        .filter(t -> changed.contains(t.id()))
        .map(TaskInstance::runPk)
        .distinct()
        .toList();
  }

  /** The rules for ending an attempt of this task. */
  static AttemptEnd attemptEnd(StoreTransaction tx, TaskInstance task) {
    Optional<DagRun> run = tx.runs().find(task.runPk());
    RetryPolicy retry =
        run.flatMap(r -> tx.dags().version(r.dagVersionId()))
            .flatMap(v -> v.model().task(task.taskId()))
            .map(TaskModel::retry)
            .orElse(RetryPolicy.DEFAULT);
    var subject =
        new RetryDelay.Subject(
            run.map(DagRun::dagId).orElse(""),
            task.taskId(),
            run.map(DagRun::logicalDate).orElse(null));
    return new AttemptEnd(retry, subject, tx.now());
  }
}
