package io.orchestrator.scheduler;

import io.orchestrator.run.RunPlan;
import io.orchestrator.run.RunPlanner;
import io.orchestrator.run.RunSnapshot;
import io.orchestrator.run.RunState;
import io.orchestrator.store.StoreTransaction;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans runs within a transaction: lock, read, decide, write by compare-and-set. */
final class PlanRuns {
  private static final Logger LOG = LoggerFactory.getLogger(PlanRuns.class);
  private static final String ACTOR = "scheduler";

  private PlanRuns() {}

  /** What planning changed. */
  static final class Changes {
    final Set<Long> changedRuns = new LinkedHashSet<>();
    int endedRuns;
  }

  static Changes plan(StoreTransaction tx, Collection<Long> runPks) {
    Changes changes = new Changes();
    runPks.stream().sorted().distinct().forEach(pk -> plan(tx, pk, changes));
    return changes;
  }

  private static void plan(StoreTransaction tx, long runPk, Changes changes) {
    Optional<RunSnapshot> locked = tx.runs().lockForPlanning(runPk);
    if (locked.isEmpty() || locked.get().run().state() != RunState.RUNNING) {
      return;
    }
    RunPlan plan = RunPlanner.plan(locked.get(), tx.now());
    if (!plan.transitions().isEmpty()) {
      tx.tasks().apply(plan.transitions(), ACTOR);
      changes.changedRuns.add(runPk);
    }
    plan.runState()
        .ifPresent(
            state -> {
              if (tx.runs().changeState(runPk, RunState.RUNNING, state, plan.runReason(), ACTOR)) {
                changes.endedRuns++;
                changes.changedRuns.add(runPk);
                LOG.info(
                    "Run {} of {} ended as {} {}",
                    locked.get().run().runId(),
                    locked.get().run().dagId(),
                    state.wireName(),
                    plan.runReason());
              }
            });
  }
}
