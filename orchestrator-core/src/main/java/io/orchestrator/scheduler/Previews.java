package io.orchestrator.scheduler;

import io.orchestrator.run.ClearPlan;
import io.orchestrator.run.RunSnapshot;
import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.timetable.RunSlot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What {@link Orders} would change, without changing it. Each takes the transaction that what is
 * shown beside it is read in, so that a question and its list are of one moment.
 */
public final class Previews {
  private Previews() {}

  /**
   * What the schedule would start next if the DAG were unpaused now; empty when nothing, or when
   * there is no such DAG.
   */
  public static Optional<RunSlot> unpause(StoreTransaction tx, String dagId) {
    return tx.dags().find(dagId).flatMap(dag -> Orders.nextFire(tx, dag));
  }

  /**
   * What a clear would change; empty when there is no such run.
   *
   * @return the changes, one for each task instance
   */
  public static Optional<List<TaskTransition>> clear(
      StoreTransaction tx, String dagId, String runId, ClearPlan.Selection wanted) {
    return of(tx, dagId, runId, (run, now) -> ClearPlan.clear(run, wanted, now));
  }

  /** What a mark would change; empty when there is no such run. */
  public static Optional<List<TaskTransition>> mark(
      StoreTransaction tx, String dagId, String runId, ClearPlan.Selection wanted, TaskState to) {
    return of(tx, dagId, runId, (run, now) -> ClearPlan.mark(run, wanted, to, "", now));
  }

  /** What {@link Orders#markRun} would change of the run's tasks; empty when there is no run. */
  public static Optional<List<TaskTransition>> markRun(
      StoreTransaction tx, String dagId, String runId, RunState to) {
    return of(tx, dagId, runId, (run, now) -> ClearPlan.markRun(run, to, "", now));
  }

  private static Optional<List<TaskTransition>> of(
      StoreTransaction tx,
      String dagId,
      String runId,
      BiFunction<RunSnapshot, Instant, List<TaskTransition>> plan) {
    return tx.runs()
        .find(dagId, runId)
        .flatMap(run -> tx.runs().snapshot(run.id()))
        .map(snapshot -> plan.apply(snapshot, tx.now()));
  }
}
