package io.orchestrator.store;

import io.orchestrator.dag.Dag;
import io.orchestrator.model.CodeKind;
import io.orchestrator.model.DagModel;
import io.orchestrator.model.RetryPolicy;
import io.orchestrator.model.SourceLocation;
import io.orchestrator.model.TaskKind;
import io.orchestrator.model.TaskLimits;
import io.orchestrator.model.TaskModel;
import io.orchestrator.model.TaskModel.PastRule;
import io.orchestrator.model.TriggerRule;
import io.orchestrator.model.WeightRule;
import io.orchestrator.run.ClaimSnapshot.Candidate;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunSpec;
import io.orchestrator.run.RunSpec.Trigger;
import io.orchestrator.run.RunState;
import io.orchestrator.run.RunTransition;
import io.orchestrator.run.RunType;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.run.TransitionCause;
import io.orchestrator.store.DagStore.LoadedDag;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.RunStore.Created;
import io.orchestrator.store.TaskStore.Claim;
import io.orchestrator.store.TaskStore.Except;
import io.orchestrator.timetable.DataInterval;
import io.orchestrator.timetable.RunDates;
import io.orchestrator.timetable.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** DAGs, runs and moves for tests of the store. */
public final class StoreFixture {
  public static final Instant DAY = Instant.parse("2026-01-01T00:00:00Z");
  public static final Duration LEASE = Duration.ofSeconds(30);

  private final Store store;

  public StoreFixture(Store store) {
    this.store = store;
  }

  /** A DAG whose tasks {@code t000}, {@code t001} … run one after the other. */
  public static LoadedDag chain(String dagId, int tasks) {
    List<TaskModel> models = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      models.add(
          task("t%03d".formatted(i), i == 0 ? List.of() : List.of(models.get(i - 1).taskId())));
    }
    return loaded(dagId, models, "hash-" + tasks);
  }

  public static LoadedDag loaded(String dagId, List<TaskModel> tasks, String hash) {
    DagModel model =
        new DagModel(
            dagId,
            "a test",
            "",
            "team",
            List.of("test", dagId),
            new ScheduleSpec.Once(),
            DAY,
            null,
            false,
            16,
            16,
            Duration.ofHours(3),
            Map.of("n", 3, "deep", Map.of("x", List.of("a", "b"))),
            Map.of(),
            false,
            null,
            tasks,
            new SourceLocation("Test.java", 7));
    return new LoadedDag(
        model, hash, "folder", dagId + ".java", CodeKind.JAVA_SOURCE, "code-" + hash, "class X {}");
  }

  /** What the loader would say of a DAG defined here. */
  public static LoadedDag loaded(Dag dag) {
    return new LoadedDag(
        dag.model(),
        dag.structureHash(),
        "test",
        dag.model().dagId() + ".java",
        CodeKind.JAVA_SOURCE,
        dag.structureHash(),
        "");
  }

  /** The same DAG with another limit of running runs. */
  public static LoadedDag withMaxActiveRuns(LoadedDag dag, int most) {
    return with(dag, most, dag.model().tasks());
  }

  /** The same DAG with all tasks on a queue. */
  public static LoadedDag onQueue(LoadedDag dag, String queue) {
    List<TaskModel> tasks =
        dag.model().tasks().stream()
            .map(
                t ->
                    new TaskModel(
                        t.taskId(),
                        t.operator(),
                        t.kind(),
                        t.upstream(),
                        t.triggerRule(),
                        t.retry(),
                        t.limits(),
                        t.past(),
                        t.priorityWeight(),
                        t.weightRule(),
                        queue,
                        t.group(),
                        t.templates(),
                        t.branchLabels(),
                        t.doc(),
                        t.location()))
            .toList();
    return with(dag, dag.model().maxActiveRuns(), tasks);
  }

  private static LoadedDag with(LoadedDag dag, int maxActiveRuns, List<TaskModel> tasks) {
    DagModel m = dag.model();
    DagModel changed =
        new DagModel(
            m.dagId(),
            m.description(),
            m.doc(),
            m.owner(),
            m.tags(),
            m.schedule(),
            m.startDate(),
            m.endDate(),
            m.catchup(),
            maxActiveRuns,
            m.maxActiveTasks(),
            m.runTimeout(),
            m.params(),
            m.paramsSchema(),
            m.pausedAtCreation(),
            m.retention(),
            tasks,
            m.location());
    return new LoadedDag(
        changed,
        dag.structureHash(),
        dag.bundle(),
        dag.fileName(),
        dag.codeKind(),
        dag.codeHash(),
        dag.source());
  }

  public static TaskModel task(String taskId, List<String> upstream) {
    return task(taskId, upstream, TaskLimits.DEFAULT, PastRule.NONE);
  }

  public static TaskModel task(
      String taskId, List<String> upstream, TaskLimits limits, PastRule past) {
    return new TaskModel(
        taskId,
        "BashOperator",
        TaskKind.PLAIN,
        upstream,
        TriggerRule.ALL_SUCCESS,
        new RetryPolicy(1, Duration.ofMinutes(5), 0, null),
        limits,
        past,
        1,
        WeightRule.DOWNSTREAM,
        "default",
        null,
        Map.of("command", "echo {{ ds }}"),
        Map.of(),
        "",
        new SourceLocation("Test.java", 9));
  }

  public StoredDag register(LoadedDag dag) {
    return store.transact(tx -> tx.dags().register(dag, false));
  }

  public StoredDag find(String dagId) {
    return store.transact(tx -> tx.dags().find(dagId)).orElseThrow();
  }

  public DagRun run(StoredDag dag, int day) {
    Created created = store.transact(tx -> tx.runs().create(newRun(dag, day)));
    return ((Created.Ok) created).run();
  }

  public DagRun running(StoredDag dag, int day) {
    DagRun run = run(dag, day);
    move(run, RunState.RUNNING, "");
    return read(run);
  }

  /** The run as it is now. */
  public DagRun read(DagRun run) {
    return store.transact(tx -> tx.runs().find(run.id())).orElseThrow();
  }

  /** Changes the state of the run as it is now. */
  public void move(DagRun run, RunState to, String reason) {
    DagRun before = read(run);
    boolean won =
        store.transact(
            tx -> tx.runs().apply(new RunTransition(before, to, reason, tx.now()), "scheduler"));
    if (!won) {
      throw new IllegalStateException("somebody else changed " + before);
    }
  }

  public static RunSpec newRun(StoredDag dag, int day) {
    Instant start = DAY.plus(Duration.ofDays(day));
    Instant end = start.plus(Duration.ofDays(1));
    return new RunSpec(
        dag.dagId(),
        "scheduled__" + start,
        RunType.SCHEDULED,
        dag.version().id(),
        new RunDates(start, new DataInterval(start, end), end),
        new Trigger("timetable", null, Map.of("day", day)),
        null);
  }

  public TaskInstance task(DagRun run, String taskId) {
    return store.transact(tx -> tx.tasks().find(run.id(), taskId, -1)).orElseThrow();
  }

  /** Applies one change to the task as it is now; false when it lost. */
  public boolean move(TaskInstance task, TransitionCause cause, TaskState to) {
    return move(task, cause, to, null);
  }

  public boolean move(
      TaskInstance task, TransitionCause cause, TaskState to, @Nullable Instant retryAt) {
    return store.transact(
        tx ->
            !tx.tasks()
                .apply(List.of(changed(task, to, cause, tx.now(), retryAt)), "test")
                .isEmpty());
  }

  private static TaskTransition changed(
      TaskInstance task,
      TaskState to,
      TransitionCause cause,
      Instant now,
      @Nullable Instant retryAt) {
    TaskTransition change = TaskTransition.of(task, to, cause, now);
    return retryAt == null ? change : change.notBefore(retryAt);
  }

  /** A new try begins with it. */
  public void schedule(DagRun run, String taskId) {
    TaskInstance task = task(run, taskId);
    store.transact(
        tx ->
            tx.tasks()
                .apply(
                    List.of(
                        TaskTransition.of(
                                task,
                                TaskState.SCHEDULED,
                                TransitionCause.DEPENDENCIES_MET,
                                tx.now())
                            .inTry(task.tryNumber() + 1)),
                    "test"));
  }

  /** Claims up to so many scheduled tasks. */
  public List<TaskInstance> claim(String worker, int most) {
    return store.transact(
        tx -> {
          List<Candidate> candidates =
              tx.tasks().claimable(List.of("default"), Except.NOTHING, most).candidates();
          List<Candidate> some = candidates.stream().limit(most).toList();
          return tx.tasks().claim(claims(some, tx.now()), worker, LEASE);
        });
  }

  /** Claims one scheduled task, whatever else is scheduled. */
  public TaskInstance claim(DagRun run, String taskId, String worker) {
    TaskInstance scheduled = task(run, taskId);
    return store
        .transact(tx -> tx.tasks().claim(List.of(claimOf(scheduled, tx.now())), worker, LEASE))
        .get(0);
  }

  /** A run without a date, triggered by hand. */
  public DagRun triggered(StoredDag dag, String runId) {
    RunSpec wanted =
        new RunSpec(
            dag.dagId(),
            runId,
            RunType.MANUAL,
            dag.version().id(),
            new RunDates(null, null, DAY),
            new Trigger("rest_api", "anna", Map.of()),
            null);
    return ((Created.Ok) store.transact(tx -> tx.runs().create(wanted))).run();
  }

  public static List<Claim> claims(List<Candidate> candidates, Instant now) {
    return candidates.stream().map(candidate -> claimOf(candidate.task(), now)).toList();
  }

  public static Claim claimOf(TaskInstance task, Instant now) {
    return new Claim(
        TaskTransition.of(task, TaskState.QUEUED, TransitionCause.CLAIMED, now), UUID.randomUUID());
  }

  /** Schedules, claims and starts a task of a running run. */
  public TaskInstance start(DagRun run, String taskId, String worker) {
    schedule(run, taskId);
    claim(run, taskId, worker);
    move(task(run, taskId), TransitionCause.STARTED, TaskState.RUNNING);
    return task(run, taskId);
  }

  /** Fails a running task for good. */
  public void fail(TaskInstance task, String reason) {
    store.transact(
        tx ->
            tx.tasks()
                .apply(
                    List.of(
                        TaskTransition.of(task, TaskState.FAILED, TransitionCause.FAILED, tx.now())
                            .because(reason)),
                    "w1"));
  }
}
