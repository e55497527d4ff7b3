package io.orchestrator.scheduler;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreTransaction;
import java.util.List;

/** Lets queued runs become running, within max_active_runs of their DAG. */
final class StartQueuedRuns {
  private static final int PER_TICK = 200;
  private final Store store;

  StartQueuedRuns(Store store) {
    this.store = store;
  }

  /** Returns the runs that were started: they want planning. */
  List<Long> run() {
    return store.transact(StartQueuedRuns::start);
  }

  static List<Long> start(StoreTransaction tx) {
    return tx.runs().startable(tx.now(), PER_TICK).stream()
        .map(DagRun::id)
        .filter(id -> tx.runs().changeState(id, RunState.QUEUED, RunState.RUNNING, "", "scheduler"))
        .toList();
  }
}
