package io.orchestrator.store.memory;

import io.orchestrator.model.BranchDecision;
import io.orchestrator.model.CompiledDag;
import io.orchestrator.model.TaskModel;
import io.orchestrator.run.ClaimSnapshot.Candidate;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskInstance.TaskTimes;
import io.orchestrator.run.TaskState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of task instances, with what claiming needs of the model and the run, fixed
 * when the row is made.
 *
 * @param order logical date of the run, or its run_after
 */
record TaskEntry(
    TaskInstance task,
    String dagId,
    Instant order,
    int maxActiveTasks,
    int priority,
    TaskModel model) {

  /** An instance that has not begun. */
  static TaskEntry made(UUID id, DagRun run, CompiledDag dag, TaskModel model) {
    TaskInstance task =
        new TaskInstance(
            id,
            run.id(),
            model.taskId(),
            -1,
            TaskState.NONE,
            0,
            model.retry().retries(),
            null,
            null,
            TaskTimes.NONE,
            null,
            null,
            null,
            0);
    return new TaskEntry(
        task,
        run.dagId(),
        run.spec().dates().order(),
        dag.model().maxActiveTasks(),
        dag.priority(model.taskId()),
        model);
  }

  TaskEntry with(TaskInstance changed) {
    return new TaskEntry(changed, dagId, order, maxActiveTasks, priority, model);
  }

  /** With what its worker reported; absent parts stay. */
  TaskEntry reported(@Nullable String externalId, @Nullable BranchDecision decision) {
    return with(
        new TaskInstance(
            task.id(),
            task.runPk(),
            task.taskId(),
            task.mapIndex(),
            task.state(),
            task.tryNumber(),
            task.maxTries(),
            task.epoch(),
            task.worker(),
            task.times(),
            decision == null ? task.decision() : decision,
            task.reason(),
            externalId == null ? task.externalId() : externalId,
            task.workTry()));
  }

  TaskEntry leasedUntil(Instant until) {
    TaskTimes t = task.times();
    TaskTimes times =
        new TaskTimes(
            t.scheduledAt(),
            t.queuedAt(),
            t.startDate(),
            t.endDate(),
            t.retryAt(),
            t.firstPokeAt(),
            until);
    return with(
        new TaskInstance(
            task.id(),
            task.runPk(),
            task.taskId(),
            task.mapIndex(),
            task.state(),
            task.tryNumber(),
            task.maxTries(),
            task.epoch(),
            task.worker(),
            times,
            task.decision(),
            task.reason(),
            task.externalId(),
            task.workTry()));
  }

  Candidate candidate() {
    return new Candidate(
        task,
        dagId,
        order,
        priority,
        model.limits().pool(),
        model.limits().poolSlots(),
        maxActiveTasks,
        orUnlimited(model.limits().maxActiveAcrossRuns()),
        orUnlimited(model.limits().maxActivePerRun()));
  }

  private static int orUnlimited(@Nullable Integer limit) {
    return limit == null ? Candidate.UNLIMITED : limit;
  }
}
