package io.orchestrator.scheduler;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.Plannable;
import io.orchestrator.run.RunPlan;
import io.orchestrator.run.RunState;
import io.orchestrator.run.RunTransition;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.store.ReactionTransaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plans runs within a transaction: lock, read, decide, write by compare-and-set. */
record PlanRuns(RunDeadlines deadlines) {
  private static final Logger LOG = LoggerFactory.getLogger(PlanRuns.class);
  private static final String ACTOR = "scheduler";

  /** Runs that end as soon as they start make room for others: the rest is left to the sweep. */
  private static final int MOST_ROUNDS = 20;

  /** What planning changed. */
  static final class Changes {
    final Set<Long> changedRuns = new LinkedHashSet<>();

    /** DAGs in which a run ended or waits to be started. */
    final Set<String> mayStart = new LinkedHashSet<>();

    int endedRuns;
  }

  /** Plans them, starts what may start then, and plans that. */
  Changes planAndStart(ReactionTransaction tx, Collection<Long> runPks) {
    Changes changes = new Changes();
    plan(tx, runPks, changes);
    for (int round = 0; round < MOST_ROUNDS && !changes.mayStart.isEmpty(); round++) {
      List<Long> started = StartQueuedRuns.start(tx, List.copyOf(changes.mayStart));
      changes.mayStart.clear();
      changes.changedRuns.addAll(started);
      plan(tx, started, changes);
    }
    return changes;
  }

  private void plan(ReactionTransaction tx, Collection<Long> runPks, Changes changes) {
    List<TaskTransition> transitions = new ArrayList<>();
    List<RunTransition> ends = new ArrayList<>();
    for (Plannable locked : tx.runs().lockForPlanning(runPks)) {
      if (locked.run().state() == RunState.RUNNING) {
        RunPlan plan = locked.plan(tx.now());
        transitions.addAll(plan.transitions());
        plan.end().ifPresent(ends::add);
        deadlines.note(locked);
      } else if (locked.run().state() == RunState.QUEUED) {
        changes.mayStart.add(locked.run().dagId());
      }
    }
    if (!transitions.isEmpty()) {
      tx.tasks().apply(transitions, ACTOR);
      transitions.forEach(t -> changes.changedRuns.add(t.before().runPk()));
    }
    Collection<Long> ended = ends.isEmpty() ? List.of() : tx.runs().apply(ends, ACTOR);
    ends.stream().filter(end -> ended.contains(end.before().id())).forEach(e -> note(e, changes));
  }

  private void note(RunTransition end, Changes changes) {
    DagRun run = end.before();
    changes.endedRuns++;
    changes.changedRuns.add(run.id());
    changes.mayStart.add(run.dagId());
    deadlines.forget(run.id());
    LOG.info(
        "Run {} of {} ended as {} {}", run.runId(), run.dagId(), end.to().wireName(), end.reason());
  }
}
