package io.orchestrator.scheduler;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunPlan;
import io.orchestrator.run.RunPlanner;
import io.orchestrator.run.RunSnapshot;
import io.orchestrator.run.RunState;
import io.orchestrator.run.RunTransition;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.store.StoreTransaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
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
    List<TaskTransition> transitions = new ArrayList<>();
    List<RunTransition> ends = new ArrayList<>();
    for (RunSnapshot locked : tx.runs().lockForPlanning(runPks)) {
      if (locked.run().state() == RunState.RUNNING) {
        RunPlan plan = RunPlanner.plan(locked, tx.now());
        transitions.addAll(plan.transitions());
        plan.end().ifPresent(ends::add);
      }
    }
    if (!transitions.isEmpty()) {
      tx.tasks().apply(transitions, ACTOR);
      transitions.forEach(t -> changes.changedRuns.add(t.before().runPk()));
    }
    ends.forEach(end -> end(tx, end, changes));
    return changes;
  }

  private static void end(StoreTransaction tx, RunTransition end, Changes changes) {
    if (tx.runs().apply(end, ACTOR)) {
      DagRun run = end.before();
      changes.endedRuns++;
      changes.changedRuns.add(run.id());
      LOG.info(
          "Run {} of {} ended as {} {}",
          run.runId(),
          run.dagId(),
          end.to().wireName(),
          end.reason());
    }
  }
}
