package io.orchestrator.scheduler;

import io.orchestrator.dag.DagModel;
import io.orchestrator.dag.ParamCheck;
import io.orchestrator.run.ClearPlan;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunSnapshot;
import io.orchestrator.run.RunState;
import io.orchestrator.run.RunType;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.scheduler.TriggerResult.Problem;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.RunStore.Created;
import io.orchestrator.store.RunStore.NewRun;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.timetable.DataInterval;
import io.orchestrator.timetable.RunSlot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What people may order, each in one transaction with its audit row. When a call returns, the order
 * is durable and the scheduler knows.
 */
public final class Orders {
  private static final int LONGEST_NOTE = 1_000;
  private final Store store;
  private final Runnable wake;

  /**
   * @param wake tells the scheduler to look at once
   */
  public Orders(Store store, Runnable wake) {
    this.store = store;
    this.wake = wake;
  }

  /** Makes a run. Repeating it with the same run id answers {@link TriggerResult.Exists}. */
  public TriggerResult trigger(TriggerRequest request) {
    TriggerResult result = store.transact(tx -> trigger(tx, request));
    if (result instanceof TriggerResult.Created) {
      wake.run();
    }
    return result;
  }

  /**
   * Pauses or unpauses. A DAG that is unpaused goes on with its schedule from where it was, by its
   * own catch-up rule.
   *
   * @return false when there is no such DAG
   */
  public boolean setPaused(String dagId, boolean paused, String user) {
    boolean known =
        store.transact(
            tx -> {
              Optional<StoredDag> dag = tx.dags().find(dagId);
              if (dag.isEmpty() || !tx.dags().setPaused(dagId, paused)) {
                return false;
              }
              if (!paused && dag.get().paused()) {
                renewNextFire(tx, dag.get());
              }
              tx.audit().order(user, paused ? "dag.pause" : "dag.unpause", dagId, null, "");
              return true;
            });
    wake.run();
    return known;
  }

  /**
   * What a clear would change, without changing it; empty when there is no such run.
   *
   * @return ids of tasks
   */
  public Optional<List<TaskTransition>> previewClear(
      String dagId, String runId, ClearPlan.Selection wanted) {
    return store.transact(
        tx ->
            tx.runs()
                .find(dagId, runId)
                .flatMap(run -> tx.runs().snapshot(run.id()))
                .map(snapshot -> ClearPlan.clear(snapshot, wanted, tx.now())));
  }

  /**
   * Clears task instances of a run and lets the run go on.
   *
   * @return what was cleared; empty when there is no such run
   */
  public Optional<List<TaskTransition>> clear(
      String dagId, String runId, ClearPlan.Selection wanted, String user) {
    Optional<List<TaskTransition>> cleared =
        store.transact(
            tx ->
                tx.runs()
                    .find(dagId, runId)
                    .flatMap(run -> tx.runs().snapshot(run.id()))
                    .map(
                        snapshot ->
                            change(
                                tx,
                                snapshot,
                                ClearPlan.clear(snapshot, wanted, tx.now()),
                                "task.clear",
                                user)));
    wake.run();
    return cleared;
  }

  /**
   * Sets task instances of a run to success, failed or skipped.
   *
   * @return what was changed; empty when there is no such run
   */
  public Optional<List<TaskTransition>> mark(
      String dagId, String runId, ClearPlan.Selection wanted, TaskState to, String user) {
    String reason = "marked " + to.wireName() + " by " + user;
    Optional<List<TaskTransition>> marked =
        store.transact(
            tx ->
                tx.runs()
                    .find(dagId, runId)
                    .flatMap(run -> tx.runs().snapshot(run.id()))
                    .map(
                        snapshot ->
                            change(
                                tx,
                                snapshot,
                                ClearPlan.mark(snapshot, wanted, to, reason, tx.now()),
                                "task.mark_" + to.wireName(),
                                user)));
    wake.run();
    return marked;
  }

  /**
   * Ends a run by order: as success with all its tasks, or as failed, stopping what still runs.
   *
   * @param to success or failed
   * @return what was changed of its tasks; empty when there is no such run
   */
  public Optional<List<TaskTransition>> markRun(
      String dagId, String runId, RunState to, String user) {
    String reason = "run marked " + to.wireName() + " by " + user;
    Optional<List<TaskTransition>> marked =
        store.transact(
            tx ->
                tx.runs()
                    .find(dagId, runId)
                    .flatMap(run -> tx.runs().snapshot(run.id()))
                    .map(snapshot -> markRun(tx, snapshot, to, reason, user)));
    wake.run();
    return marked;
  }

  private static List<TaskTransition> markRun(
      StoreTransaction tx, RunSnapshot snapshot, RunState to, String reason, String user) {
    DagRun run = snapshot.run();
    List<TaskTransition> changes = ClearPlan.endRun(snapshot, to, reason, tx.now());
    tx.tasks().apply(changes, user);
    if (run.state() != to) {
      tx.runs().changeState(run.id(), run.state(), to, reason, user);
    }
    tx.audit()
        .order(
            user,
            "run.mark_" + to.wireName(),
            run.dagId(),
            run.runId(),
            changes.size() + " task instances");
    return changes;
  }

  /**
   * Writes the note of a run, at most 1,000 characters.
   *
   * @return false when there is no such run
   */
  public boolean note(String dagId, String runId, String note, String user) {
    return store.transact(
        tx -> {
          Optional<DagRun> run = tx.runs().find(dagId, runId);
          run.ifPresent(
              r -> {
                tx.runs().setNote(r.id(), note);
                tx.audit().order(user, "run.note", dagId, runId, "");
              });
          return run.isPresent();
        });
  }

  private static List<TaskTransition> change(
      StoreTransaction tx,
      RunSnapshot snapshot,
      List<TaskTransition> changes,
      String order,
      String user) {
    if (changes.isEmpty()) {
      return changes;
    }
    DagRun run = snapshot.run();
    tx.tasks().apply(changes, user);
    tx.audit().order(user, order, run.dagId(), run.runId(), changes.size() + " task instances");
    boolean reopens = changes.stream().anyMatch(c -> !c.to().finished());
    if (reopens && run.state().finished()) {
      tx.runs().noteCleared(run.id());
      tx.runs().changeState(run.id(), run.state(), RunState.QUEUED, "", user);
    }
    return changes;
  }

  private static TriggerResult trigger(StoreTransaction tx, TriggerRequest request) {
    Optional<StoredDag> dag = tx.dags().find(request.dagId()).filter(d -> !d.stale());
    if (dag.isEmpty()) {
      return new TriggerResult.NoSuchDag(request.dagId());
    }
    DagModel model = dag.get().version().model();
    List<Problem> problems = problems(model, request);
    if (!problems.isEmpty()) {
      return new TriggerResult.Refused(problems);
    }
    Instant runAfter = request.runAfter().orElse(tx.now());
    String runId = request.runId().orElse(RunIds.of(RunType.MANUAL, runAfter));
    DataInterval interval =
        request
            .interval()
            .or(() -> request.logicalDate().map(model.schedule().toTimetable()::inferManual))
            .orElse(null);
    Created created =
        tx.runs()
            .create(
                new NewRun(
                    request.dagId(),
                    runId,
                    RunType.MANUAL,
                    dag.get().version().id(),
                    request.logicalDate().orElse(null),
                    interval,
                    runAfter,
                    request.conf(),
                    request.triggeredBy(),
                    request.user(),
                    request.note().orElse(null)));
    if (created instanceof Created.Ok ok) {
      tx.audit().order(request.user(), "dag.trigger", request.dagId(), runId, "");
      return new TriggerResult.Created(ok.run());
    }
    return new TriggerResult.Exists(((Created.Conflict) created).existing());
  }

  private static List<Problem> problems(DagModel model, TriggerRequest request) {
    List<Problem> problems = new ArrayList<>();
    request
        .runId()
        .flatMap(RunIds::problem)
        .ifPresent(message -> problems.add(new Problem("dag_run_id", message)));
    if (request.interval().isPresent() && request.logicalDate().isEmpty()) {
      problems.add(
          new Problem("data_interval_start", "A run without a logical date has no data interval."));
    }
    request
        .interval()
        .filter(i -> i.end().isBefore(i.start()))
        .ifPresent(
            i -> problems.add(new Problem("data_interval_end", "It lies before the start.")));
    if (request.note().orElse("").length() > LONGEST_NOTE) {
      problems.add(new Problem("note", "A note has at most 1,000 characters."));
    }
    ParamCheck.merge(model, request.conf())
        .problems()
        .forEach(p -> problems.add(new Problem(p.field(), p.message())));
    return problems;
  }

  /** Without catch-up, what was missed while paused is not made up for. */
  private static void renewNextFire(StoreTransaction tx, StoredDag dag) {
    Optional<DataInterval> last = tx.runs().lastAutomated(dag.dagId()).map(DagRun::interval);
    Optional<RunSlot> next = NextFire.compute(dag.version().model(), last, tx.now());
    tx.dags().setNextFire(dag.dagId(), next.orElse(null));
  }
}
