package io.orchestrator.scheduler;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreTransaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    List<Long> started = new ArrayList<>();
    Map<String, Integer> room = new HashMap<>();
    for (DagRun run : tx.runs().startable(tx.now(), PER_TICK)) {
      int left = room.computeIfAbsent(run.dagId(), id -> room(tx, id));
      if (left > 0
          && tx.runs().changeState(run.id(), RunState.QUEUED, RunState.RUNNING, "", "scheduler")) {
        room.put(run.dagId(), left - 1);
        started.add(run.id());
      }
    }
    return started;
  }

  private static int room(StoreTransaction tx, String dagId) {
    int limit = tx.dags().find(dagId).map(d -> d.version().model().maxActiveRuns()).orElse(0);
    return limit - tx.runs().running(dagId).size();
  }
}
