package io.orchestrator.run;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.timetable.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Decides what happens next in one run: a pure function of committed states and now. Skips,
 * failures and empty tasks cascade within one plan; every instance that neither changes nor has
 * ended gets its reason.
 */
public final class RunPlanner {
  private RunPlanner() {}

  /** Plans a run. For a run that is not running, only reasons are given. */
  public static RunPlan plan(RunSnapshot snapshot, Instant now) {
    DagRun run = snapshot.run();
    if (run.state() != RunState.RUNNING) {
      return reasonsOnly(snapshot, idle(run));
    }
    if (timedOut(run, snapshot.dag(), snapshot.dagPaused(), now)) {
      return timeOut(snapshot, now);
    }
    if (notBefore(run).isAfter(now)) {
      return reasonsOnly(snapshot, new WaitReason.NotBefore(notBefore(run)));
    }
    WholePass pass = new WholePass(snapshot, now);
    pass.run();
    RunVerdict verdict = RunVerdict.of(snapshot.dag(), pass);
    return new RunPlan(
        pass.transitions(),
        pass.waiting(),
        verdict.state().map(to -> new RunTransition(run, to, verdict.reason(), now)));
  }

  /** Whether the tasks of such a run are looked at: it runs, in its time. */
  static boolean walks(DagRun run, CompiledDag dag, boolean dagPaused, Instant now) {
    return run.state() == RunState.RUNNING
        && !timedOut(run, dag, dagPaused, now)
        && !notBefore(run).isAfter(now);
  }

  /** What an instance that a worker has is doing; empty for any other. */
  public static Optional<WaitReason> executing(TaskInstance task) {
    return PlanningPass.executing(task);
  }

  private static WaitReason idle(DagRun run) {
    return run.state().finished()
        ? new WaitReason.RunOver(run.state())
        : new WaitReason.NotPlannedYet();
  }

  private static RunPlan reasonsOnly(RunSnapshot snapshot, WaitReason reason) {
    Map<java.util.UUID, WaitReason> waiting = new java.util.HashMap<>();
    for (TaskInstance task : snapshot.tasks()) {
      if (!task.state().finished()) {
        waiting.put(task.id(), PlanningPass.executing(task).orElse(reason));
      }
    }
    return new RunPlan(List.of(), waiting, Optional.empty());
  }

  /** While a DAG is paused its runs cannot go on, so they do not time out either (C29). */
  private static boolean timedOut(DagRun run, CompiledDag dag, boolean dagPaused, Instant now) {
    if (dagPaused) {
      return false;
    }
    Duration timeout = dag.model().runTimeout();
    Instant start = run.startDate();
    return timeout != null && start != null && now.isAfter(start.plus(timeout));
  }

  /** Airflow: the run fails, everything unfinished is skipped, running tasks included (C29). */
  private static RunPlan timeOut(RunSnapshot snapshot, Instant now) {
    Duration timeout = Objects.requireNonNull(snapshot.dag().model().runTimeout());
    String reason = "the run took longer than " + Durations.exact(timeout);
    List<TaskTransition> ends =
        snapshot.tasks().stream()
            .filter(t -> !t.state().finished())
            .map(
                t ->
                    TaskTransition.of(t, TaskState.SKIPPED, TransitionCause.RUN_ENDED, now)
                        .because(reason))
            .toList();
    RunTransition failed = new RunTransition(snapshot.run(), RunState.FAILED, reason, now);
    return new RunPlan(ends, Map.of(), Optional.of(failed));
  }

  private static Instant notBefore(DagRun run) {
    Instant date = run.logicalDate();
    return date != null && date.isAfter(run.runAfter()) ? date : run.runAfter();
  }
}
