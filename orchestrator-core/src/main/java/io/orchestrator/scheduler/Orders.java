package io.orchestrator.scheduler;

import io.orchestrator.administration.InvalidValueException;
import io.orchestrator.administration.Problem;
import io.orchestrator.administration.Problems;
import io.orchestrator.model.DagModel;
import io.orchestrator.model.NextFire;
import io.orchestrator.model.ParamCheck;
import io.orchestrator.model.ParamNames;
import io.orchestrator.run.ClearPlan;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunIds;
import io.orchestrator.run.RunSnapshot;
import io.orchestrator.run.RunSpec;
import io.orchestrator.run.RunState;
import io.orchestrator.run.RunTransition;
import io.orchestrator.run.RunType;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.RunStore.Created;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.timetable.DataInterval;
import io.orchestrator.timetable.RunDates;
import io.orchestrator.timetable.RunSlot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * What people may order, each in one transaction with its audit row; what an order would change say
 * the {@link Previews}. When a call returns, the order is durable and the scheduler knows.
 */
public final class Orders {
  private static final int LONGEST_NOTE = 1_000;
  private final Store store;
  private final Bell bell;

  /**
   * @param bell tells the scheduler to look at once
   */
  public Orders(Store store, Bell bell) {
    this.store = store;
    this.bell = bell;
  }

  /** Makes a run. Repeating it with the same run id answers {@link TriggerResult.Exists}. */
  public TriggerResult trigger(TriggerRequest request) {
    TriggerResult result = store.transact(tx -> trigger(tx, request));
    if (result instanceof TriggerResult.Created created) {
      bell.wake(created.run().id());
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
              Optional<StoredDag> dag = tx.dags().lock(dagId);
              if (dag.isEmpty() || !tx.dags().setPaused(dagId, paused)) {
                return false;
              }
              // Nobody knows the schedule of a version that cannot be read: its next run stays.
              boolean readable = dag.get().version().problem() == null;
              if (!paused && dag.get().paused() && readable) {
                renewNextFire(tx, dag.get());
              }
              tx.audit().order(user, paused ? "dag.pause" : "dag.unpause", dagId, null, "");
              return true;
            });
    bell.wake();
    return known;
  }

  /**
   * Clears task instances of a run and lets the run go on.
   *
   * @return what was cleared; empty when there is no such run
   */
  public Optional<List<TaskTransition>> clear(
      String dagId, String runId, ClearPlan.Selection wanted, OrderedBy by) {
    return order(dagId, runId, (tx, run) -> clear(tx, run, wanted, by));
  }

  static List<TaskTransition> clear(
      StoreTransaction tx, RunSnapshot run, ClearPlan.Selection wanted, OrderedBy by) {
    return change(tx, run, ClearPlan.clear(run, wanted, tx.now()), "task.clear", by);
  }

  /** The same by a program. */
  public Optional<List<TaskTransition>> clear(
      String dagId, String runId, ClearPlan.Selection wanted, String user) {
    return clear(dagId, runId, wanted, OrderedBy.of(user));
  }

  /**
   * Sets task instances of a run to success, failed or skipped.
   *
   * @return what was changed; empty when there is no such run
   */
  public Optional<List<TaskTransition>> mark(
      String dagId, String runId, ClearPlan.Selection wanted, TaskState to, OrderedBy by) {
    return order(dagId, runId, (tx, run) -> mark(tx, run, wanted, to, by));
  }

  static List<TaskTransition> mark(
      StoreTransaction tx,
      RunSnapshot run,
      ClearPlan.Selection wanted,
      TaskState to,
      OrderedBy by) {
    String reason = "marked " + to.wireName() + " by " + by.user();
    List<TaskTransition> changes = ClearPlan.mark(run, wanted, to, reason, tx.now());
    return change(tx, run, changes, "task.mark_" + to.wireName(), by);
  }

  /** The same by a program. */
  public Optional<List<TaskTransition>> mark(
      String dagId, String runId, ClearPlan.Selection wanted, TaskState to, String user) {
    return mark(dagId, runId, wanted, to, OrderedBy.of(user));
  }

  /**
   * Sets the state of a run by order. Success and failed end what has not ended; a finished run
   * that is queued is judged anew by its tasks as they are, and none of them runs again. A run that
   * is queued or running is judged anyway: queueing it changes nothing.
   *
   * @param to success, failed or queued
   * @return what was changed of its tasks; empty when there is no such run
   */
  public Optional<List<TaskTransition>> markRun(
      String dagId, String runId, RunState to, OrderedBy by) {
    return order(dagId, runId, (tx, run) -> markRun(tx, run, to, by));
  }

  /** The same by a program. */
  public Optional<List<TaskTransition>> markRun(
      String dagId, String runId, RunState to, String user) {
    return markRun(dagId, runId, to, OrderedBy.of(user));
  }

  /** What an order decides and writes about a run that stands still meanwhile. */
  @FunctionalInterface
  interface RunOrder {
    List<TaskTransition> carryOut(StoreTransaction tx, RunSnapshot run);
  }

  private Optional<List<TaskTransition>> order(String dagId, String runId, RunOrder order) {
    Optional<Long> known = store.transact(tx -> tx.runs().find(dagId, runId).map(DagRun::id));
    Optional<List<TaskTransition>> changed =
        known.flatMap(
            runPk ->
                store.transact(
                    tx -> tx.runs().lockForOrder(runPk).map(run -> order.carryOut(tx, run))));
    // The scheduler leaves out a run that an order has locked: it is told to look again.
    known.ifPresent(bell::wake);
    bell.wake();
    return changed;
  }

  static List<TaskTransition> markRun(
      StoreTransaction tx, RunSnapshot snapshot, RunState to, OrderedBy by) {
    String reason = "run marked " + to.wireName() + " by " + by.user();
    DagRun run = snapshot.run();
    String user = by.user();
    List<TaskTransition> changes = ClearPlan.markRun(snapshot, to, reason, tx.now());
    by.about(tx, run, changes);
    apply(tx, changes, user);
    if (to == RunState.QUEUED ? run.state().finished() : run.state() != to) {
      changeState(tx, run, to, reason, user);
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
   * @throws InvalidValueException when it is longer, or no text that can be stored
   */
  public boolean note(String dagId, String runId, String note, String user) {
    requireNote(note);
    return store.transact(
        tx -> {
          Optional<DagRun> run = tx.runs().find(dagId, runId);
          run.ifPresent(
              r -> {
                tx.runs().forget(r.id());
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
      OrderedBy by) {
    if (changes.isEmpty()) {
      return changes;
    }
    DagRun run = snapshot.run();
    String user = by.user();
    by.about(tx, run, changes);
    apply(tx, changes, user);
    tx.audit().order(user, order, run.dagId(), run.runId(), changes.size() + " task instances");
    boolean reopens = changes.stream().anyMatch(c -> !c.to().finished());
    if (reopens && run.state().finished()) {
      changeState(tx, run, RunState.QUEUED, "", user);
    }
    return changes;
  }

  /** Nobody can have changed what is locked: anything less than all of it is our own fault. */
  private static void apply(StoreTransaction tx, List<TaskTransition> changes, String user) {
    int applied = tx.tasks().apply(changes, user).size();
    if (applied != changes.size()) {
      throw new IllegalStateException(
          "Only %d of %d changes of an order could be made. Nothing was changed."
              .formatted(applied, changes.size()));
    }
  }

  private static void changeState(
      StoreTransaction tx, DagRun run, RunState to, String reason, String user) {
    if (!tx.runs().apply(new RunTransition(run, to, reason, tx.now()), user)) {
      throw new IllegalStateException(
          "Run %s of %s is not %s any more. Nothing was changed."
              .formatted(run.runId(), run.dagId(), run.state().wireName()));
    }
  }

  private static TriggerResult trigger(StoreTransaction tx, TriggerRequest request) {
    Optional<StoredDag> dag = tx.dags().find(request.dagId()).filter(d -> !d.stale());
    if (dag.isEmpty()) {
      return new TriggerResult.NoSuchDag(request.dagId());
    }
    String unreadable = dag.get().version().problem();
    if (unreadable != null) {
      return new TriggerResult.Refused(List.of(new Problem("dag_id", unreadable)));
    }
    DagModel model = dag.get().version().model();
    List<Problem> problems = problems(model, request);
    if (!problems.isEmpty()) {
      return new TriggerResult.Refused(problems);
    }
    Instant runAfter = request.dates().runAfter().orElse(tx.now());
    String runId = request.runId().orElse(RunIds.of(RunType.MANUAL, runAfter));
    RunSpec wanted =
        new RunSpec(
            request.dagId(),
            runId,
            RunType.MANUAL,
            dag.get().version().id(),
            dates(model, request.dates(), runAfter),
            request.trigger(),
            request.note().orElse(null));
    String user = Objects.requireNonNullElse(request.trigger().user(), request.trigger().by());
    Created created = tx.runs().createByOrder(wanted, user);
    if (created instanceof Created.Ok ok) {
      return new TriggerResult.Created(ok.run(), dag.get().version().number());
    }
    return new TriggerResult.Exists(((Created.Conflict) created).existing());
  }

  private static RunDates dates(DagModel model, TriggerRequest.Dates wanted, Instant runAfter) {
    Optional<Instant> logicalDate = wanted.logicalDate();
    Optional<DataInterval> interval =
        wanted.interval().or(() -> logicalDate.map(model.schedule().toTimetable()::inferManual));
    return new RunDates(logicalDate.orElse(null), interval.orElse(null), runAfter);
  }

  private static List<Problem> problems(DagModel model, TriggerRequest request) {
    List<Problem> problems = new ArrayList<>();
    request
        .runId()
        .flatMap(RunIds::problem)
        .ifPresent(message -> problems.add(new Problem("dag_run_id", message)));
    Optional<DataInterval> interval = request.dates().interval();
    if (interval.isPresent() && request.dates().logicalDate().isEmpty()) {
      problems.add(
          new Problem("data_interval_start", "A run without a logical date has no data interval."));
    }
    interval
        .filter(i -> i.end().isBefore(i.start()))
        .ifPresent(
            i -> problems.add(new Problem("data_interval_end", "It lies before the start.")));
    request.note().map(Orders::noteProblems).ifPresent(problems::addAll);
    Map<String, Object> conf = request.trigger().conf();
    problems.addAll(confProblems(conf));
    Stream.concat(
            ParamNames.unknown(model, conf).stream(),
            ParamCheck.merge(model, conf).problems().stream())
        .forEach(p -> problems.add(new Problem(p.field(), p.message())));
    return problems;
  }

  /** It goes with every task of the run, so it is as large as a variable at most. */
  private static List<Problem> confProblems(Map<String, Object> conf) {
    return new Problems()
        .json("conf", conf)
        .size("conf", JsonMapper.shared().writeValueAsString(conf))
        .found();
  }

  /**
   * @throws InvalidValueException when it is no note
   */
  static void requireNote(String note) {
    List<Problem> problems = noteProblems(note);
    if (!problems.isEmpty()) {
      throw new InvalidValueException(problems);
    }
  }

  private static List<Problem> noteProblems(String note) {
    return new Problems().text("note", note, LONGEST_NOTE).found();
  }

  /** Without catch-up, what was missed while paused is not made up for. */
  private static void renewNextFire(StoreTransaction tx, StoredDag dag) {
    tx.dags().setNextFire(dag.dagId(), nextFire(tx, dag).orElse(null));
  }

  static Optional<RunSlot> nextFire(StoreTransaction tx, StoredDag dag) {
    Optional<DataInterval> last = tx.runs().lastAutomated(dag.dagId()).map(DagRun::interval);
    return NextFire.compute(dag.version().model(), last, tx.now());
  }
}
