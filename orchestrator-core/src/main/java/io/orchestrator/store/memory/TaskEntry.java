package io.orchestrator.store.memory;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.model.TaskLimits;
import io.orchestrator.model.TaskModel;
import io.orchestrator.run.ClaimSnapshot.Candidate;
import io.orchestrator.run.ClaimSnapshot.Limits;
import io.orchestrator.run.ClaimSnapshot.PoolDemand;
import io.orchestrator.run.ClaimTerms;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskInstance;
import java.time.Instant;
import java.util.UUID;

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
        TaskInstance.fresh(
            id, new TaskInstance.Key(run.id(), model.taskId(), -1), model.retry().retries());
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

  Candidate candidate() {
    return terms().candidate(task);
  }

  ClaimTerms terms() {
    TaskLimits limits = model.limits();
    return new ClaimTerms(
        dagId,
        model.queue(),
        order,
        priority,
        new PoolDemand(limits.pool(), limits.poolSlots()),
        Limits.of(maxActiveTasks, limits.maxActiveAcrossRuns(), limits.maxActivePerRun()));
  }
}
