package io.orchestrator.run;

import io.orchestrator.dag.Dag;
import io.orchestrator.dag.DagBuilder;
import io.orchestrator.model.BranchDecision;
import io.orchestrator.model.CompiledDag;
import io.orchestrator.model.DagVersion;
import io.orchestrator.model.TaskModel;
import io.orchestrator.run.DagRun.Moments;
import io.orchestrator.run.RunSpec.Trigger;
import io.orchestrator.run.TaskInstance.Hold;
import io.orchestrator.run.TaskInstance.Status;
import io.orchestrator.run.TaskInstance.TaskTimes;
import io.orchestrator.run.TaskInstance.Tries;
import io.orchestrator.run.TaskInstance.Work;
import io.orchestrator.timetable.RunDates;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * One run told step by step: a DAG written as users write it, its rows in memory, and a clock set
 * by hand. Every change goes through the product's own transitions, and is remembered.
 */
final class Story {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private final CompiledDag dag;
  private final Map<String, TaskInstance> rows = new LinkedHashMap<>();
  private final Set<TaskLifecycle.Entry> taken = new LinkedHashSet<>();
  private Optional<RunSnapshot.PreviousRun> previous = Optional.empty();
  private DagRun run;
  private Instant now = START;
  private UndoPlan undone = new UndoPlan(List.of(), List.of(), Optional.empty());
  private RunPlan plan = new RunPlan(List.of(), Map.of(), Optional.empty());

  private Story(CompiledDag dag) {
    this.dag = dag;
    this.run = run("scheduled__now", RunState.RUNNING);
    for (TaskModel task : dag.model().tasks()) {
      rows.put(task.taskId(), fresh(task));
    }
  }

  static Story of(Consumer<DagBuilder> definition) {
    return of("d", definition);
  }

  static Story of(String dagId, Consumer<DagBuilder> definition) {
    Dag dag = Dag.define(dagId, definition);
    return new Story(
        CompiledDag.of(new DagVersion(id("version"), 1, dag.structureHash(), "0", dag.model())));
  }

  /** The run's plan now, applied. */
  Story plan() {
    plan = RunPlanner.plan(snapshot(), now);
    apply(plan.transitions());
    plan.end().ifPresent(end -> run = end.after());
    return this;
  }

  /** Claims, starts and ends tasks well, without planning. */
  Story succeed(String... taskIds) {
    return each(taskIds, id -> apply(end(id).succeeded(row(id))));
  }

  Story skipItself(String... taskIds) {
    return each(taskIds, id -> apply(end(id).skippedItself(row(id), "nothing to do")));
  }

  Story fail(String... taskIds) {
    return each(taskIds, id -> apply(end(id).failed(row(id), "boom", true)));
  }

  Story failFinally(String... taskIds) {
    return each(taskIds, id -> apply(end(id).failed(row(id), "boom", false)));
  }

  Story notReady(String taskId, Duration pause) {
    return each(new String[] {taskId}, id -> apply(end(id).notReady(row(id), "no file", pause)));
  }

  /** Ends a branch or short circuit well, with what it decided. */
  Story decide(String taskId, BranchDecision.Kind kind, String... chosen) {
    start(taskId);
    BranchDecision decision = new BranchDecision(kind, List.of(chosen), taskId + " decided");
    rows.put(taskId, row(taskId).withReport(null, decision));
    return apply(end(taskId).succeeded(row(taskId)));
  }

  Story claim(String taskId) {
    return claim(taskId, TaskState.QUEUED);
  }

  /** A worker with a stream takes it, which is its start. */
  Story claimConnected(String taskId) {
    return claim(taskId, TaskState.RUNNING);
  }

  private Story claim(String taskId, TaskState to) {
    TaskTransition claim = transition(taskId, to, TransitionCause.CLAIMED);
    remember(claim);
    rows.put(taskId, claim.claimedBy("worker-1", id("epoch"), now.plusSeconds(30)));
    return this;
  }

  /** Takes a scheduled task up to running; one that runs is left as it is. */
  Story start(String taskId) {
    if (state(taskId) == TaskState.SCHEDULED) {
      claim(taskId);
    }
    if (state(taskId) == TaskState.QUEUED) {
      apply(transition(taskId, TaskState.RUNNING, TransitionCause.STARTED));
    }
    return this;
  }

  /** The lease of a task ends without a sign of life. */
  Story lose(String taskId) {
    return apply(end(taskId).lost(row(taskId)));
  }

  /** It did not come to the worker whose claim was its start. */
  Story handBack(String taskId) {
    return apply(end(taskId).handedBack(row(taskId)));
  }

  Story clear(ClearPlan.Selection wanted) {
    return reopen(ClearPlan.clear(snapshot(), wanted, now));
  }

  Story mark(ClearPlan.Selection wanted, TaskState to) {
    return reopen(ClearPlan.mark(snapshot(), wanted, to, "marked", now));
  }

  Story endRun(RunState to) {
    apply(ClearPlan.markRun(snapshot(), to, "marked", now));
    run = run(run.runId(), to);
    return this;
  }

  /** How the run stands before an order that changes these tasks. */
  UndoPlan.Before before(String... touched) {
    List<UUID> ids = Arrays.stream(touched).map(id -> row(id).id()).toList();
    return new UndoPlan.Before(run, List.copyOf(rows.values()), ids);
  }

  /** Takes an order back. */
  Story undo(UndoPlan.Before before) {
    undone = UndoPlan.of(snapshot(), before, now);
    for (UndoPlan.GivenBack back : undone.tasks()) {
      remember(back.transition());
      rows.put(back.was().taskId(), back.was());
    }
    undone.run().ifPresent(change -> run = change.after());
    return this;
  }

  /** Tasks that the last undo could not give back. */
  List<String> lost() {
    return undone.lost().stream().map(TaskInstance::taskId).toList();
  }

  /** Puts a task into a state by hand, as if it had got there in a story of its own. */
  Story given(String taskId, TaskState state) {
    TaskInstance t = row(taskId);
    boolean held = state.executing();
    int tryNumber = state == TaskState.NONE ? t.tryNumber() : Math.max(1, t.tryNumber());
    rows.put(
        taskId,
        new TaskInstance(
            t.id(),
            t.key(),
            new Status(state, null, null),
            new Tries(tryNumber, t.maxTries()),
            held ? new Hold(id("epoch"), "worker-1") : Hold.NOBODY,
            held ? new TaskTimes(now, now, now, null, null, null, now) : TaskTimes.NONE,
            new Work(null, t.work().firstTry())));
    return this;
  }

  Story givenRun(RunState state) {
    run = run(run.runId(), state);
    return this;
  }

  /** The run before, with the states of its tasks. */
  Story after(String runId, Map<String, List<TaskState>> states) {
    previous = Optional.of(new RunSnapshot.PreviousRun(run(runId, RunState.RUNNING), states));
    return this;
  }

  Story pass(Duration time) {
    now = now.plus(time);
    return this;
  }

  Instant now() {
    return now;
  }

  RunPlan lastPlan() {
    return plan;
  }

  RunState runState() {
    return run.state();
  }

  TaskState state(String taskId) {
    return row(taskId).state();
  }

  List<TaskState> states(String... taskIds) {
    return Arrays.stream(taskIds).map(this::state).toList();
  }

  TaskInstance row(String taskId) {
    TaskInstance row = rows.get(taskId);
    if (row == null) {
      throw new IllegalArgumentException(taskId + " is none of " + rows.keySet());
    }
    return row;
  }

  /** Why a task waited at the last plan, in words; empty when it did not wait. */
  String why(String taskId) {
    WaitReason reason = plan.waiting().get(row(taskId).id());
    return reason == null ? "" : ReasonText.of(reason, ZoneOffset.UTC, now);
  }

  RunSnapshot snapshot() {
    return new RunSnapshot(run, dag, List.copyOf(rows.values()), previous, false);
  }

  /** All changes this story has made. */
  Set<TaskLifecycle.Entry> taken() {
    return taken;
  }

  AttemptEnd end(String taskId) {
    return new AttemptEnd(
        dag.task(taskId).orElseThrow().retry(),
        new RetryDelay.Subject(dag.dagId(), taskId, run.logicalDate()),
        now);
  }

  Story apply(TaskTransition transition) {
    return apply(List.of(transition));
  }

  private Story reopen(List<TaskTransition> changes) {
    apply(changes);
    if (run.state().finished() && changes.stream().anyMatch(c -> !c.to().finished())) {
      run = run(run.runId(), RunState.RUNNING);
    }
    return this;
  }

  private Story apply(Collection<TaskTransition> transitions) {
    for (TaskTransition transition : transitions) {
      remember(transition);
      rows.put(transition.before().taskId(), transition.after());
    }
    return this;
  }

  private void remember(TaskTransition t) {
    taken.add(new TaskLifecycle.Entry(t.before().state(), t.cause(), t.to()));
  }

  private Story each(String[] taskIds, Consumer<String> change) {
    for (String id : taskIds) {
      start(id);
      change.accept(id);
    }
    return this;
  }

  private TaskTransition transition(String taskId, TaskState to, TransitionCause cause) {
    return TaskTransition.of(row(taskId), to, cause, now);
  }

  private TaskInstance fresh(TaskModel task) {
    TaskInstance.Key key = new TaskInstance.Key(run.id(), task.taskId(), -1);
    return TaskInstance.fresh(id(task.taskId()), key, task.retry().retries());
  }

  private DagRun run(String runId, RunState state) {
    RunDates dates = new RunDates(START, null, START);
    Trigger trigger = new Trigger("timetable", null, Map.of());
    UUID version = dag.version().id();
    RunSpec spec =
        new RunSpec(dag.dagId(), runId, RunType.SCHEDULED, version, dates, trigger, null);
    Moments moments = new Moments(START, START, state.finished() ? now : null);
    return new DagRun(1, spec, state, moments, null, 0);
  }

  private static UUID id(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
