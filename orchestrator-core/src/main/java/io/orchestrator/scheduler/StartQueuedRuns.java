package io.orchestrator.scheduler;

import io.orchestrator.run.StartPlanner;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreTransaction;
import java.util.List;

/** Lets queued runs become running, within max_active_runs of their DAG. */
record StartQueuedRuns(Store store) {
  private static final int PER_TICK = 200;

  /** Returns the runs that were started: they want planning. */
  List<Long> run() {
    return store.transact(StartQueuedRuns::start);
  }

  static List<Long> start(StoreTransaction tx) {
    return StartPlanner.plan(tx.runs().startable(tx.now(), PER_TICK), tx.now()).stream()
        .filter(start -> tx.runs().apply(start, "scheduler"))
        .map(start -> start.before().id())
        .toList();
  }
}
