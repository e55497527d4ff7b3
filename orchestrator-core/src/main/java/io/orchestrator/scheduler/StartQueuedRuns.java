package io.orchestrator.scheduler;

import io.orchestrator.run.RunTransition;
import io.orchestrator.run.StartPlanner;
import io.orchestrator.run.StartSnapshot;
import io.orchestrator.store.ReactionTransaction;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreTransaction;
import java.util.Collection;
import java.util.List;

/** Lets queued runs become running, within max_active_runs of their DAG. */
record StartQueuedRuns(Store store) {
  private static final int PER_TICK = 200;

  /** Returns the runs that were started: they want planning. */
  List<Long> run() {
    return store.transact(StartQueuedRuns::start);
  }

  static List<Long> start(StoreTransaction tx) {
    return start(tx.forReaction(), tx.runs().startable(tx.now(), PER_TICK));
  }

  /** The same for some DAGs only, within a transaction. */
  static List<Long> start(ReactionTransaction tx, Collection<String> dagIds) {
    return start(tx, tx.runs().startable(dagIds, tx.now(), PER_TICK));
  }

  private static List<Long> start(ReactionTransaction tx, StartSnapshot found) {
    List<RunTransition> starts = StartPlanner.plan(found, tx.now());
    return starts.isEmpty() ? List.of() : List.copyOf(tx.runs().apply(starts, "scheduler"));
  }
}
