package io.orchestrator.store.postgres;

import io.orchestrator.dag.DagModel;
import io.orchestrator.dag.RetryPolicy;
import io.orchestrator.dag.SourceLocation;
import io.orchestrator.dag.TaskKind;
import io.orchestrator.dag.TaskLimits;
import io.orchestrator.dag.TaskModel;
import io.orchestrator.dag.TaskModel.PastRule;
import io.orchestrator.dag.TriggerRule;
import io.orchestrator.dag.WeightRule;
import io.orchestrator.run.ClaimSnapshot.Candidate;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import io.orchestrator.run.RunType;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.run.TransitionCause;
import io.orchestrator.store.DagStore.CodeKind;
import io.orchestrator.store.DagStore.LoadedDag;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.RunStore.Created;
import io.orchestrator.store.RunStore.NewRun;
import io.orchestrator.store.Store;
import io.orchestrator.store.TaskStore.Claim;
import io.orchestrator.timetable.DataInterval;
import io.orchestrator.timetable.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** DAGs, runs and moves for tests of the store. */
final class StoreFixture {
  static final Instant DAY = Instant.parse("2026-01-01T00:00:00Z");
  static final Duration LEASE = Duration.ofSeconds(30);

  private final Store store;

  StoreFixture(Store store) {
    this.store = store;
  }

  /** A DAG whose tasks {@code t000}, {@code t001} … run one after the other. */
  static LoadedDag chain(String dagId, int tasks) {
    List<TaskModel> models = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      models.add(
          task("t%03d".formatted(i), i == 0 ? List.of() : List.of(models.get(i - 1).taskId())));
    }
    return loaded(dagId, models, "hash-" + tasks);
  }

  static LoadedDag loaded(String dagId, List<TaskModel> tasks, String hash) {
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
            tasks,
            new SourceLocation("Test.java", 7));
    return new LoadedDag(
        model, hash, "folder", dagId + ".java", CodeKind.JAVA_SOURCE, "code-" + hash, "class X {}");
  }

  static TaskModel task(String taskId, List<String> upstream) {
    return task(taskId, upstream, TaskLimits.DEFAULT, PastRule.NONE);
  }

  static TaskModel task(String taskId, List<String> upstream, TaskLimits limits, PastRule past) {
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

  StoredDag register(LoadedDag dag) {
    return store.transact(tx -> tx.dags().register(dag, false));
  }

  DagRun run(StoredDag dag, int day) {
    Created created = store.transact(tx -> tx.runs().create(newRun(dag, day)));
    return ((Created.Ok) created).run();
  }

  DagRun running(StoredDag dag, int day) {
    DagRun run = run(dag, day);
    store.transact(
        tx -> tx.runs().changeState(run.id(), RunState.QUEUED, RunState.RUNNING, "", "scheduler"));
    return store.transact(tx -> tx.runs().find(run.id())).orElseThrow();
  }

  static NewRun newRun(StoredDag dag, int day) {
    Instant start = DAY.plus(Duration.ofDays(day));
    Instant end = start.plus(Duration.ofDays(1));
    return new NewRun(
        dag.dagId(),
        "scheduled__" + start,
        RunType.SCHEDULED,
        dag.version().id(),
        start,
        new DataInterval(start, end),
        end,
        Map.of("day", day),
        "timetable",
        null,
        null);
  }

  TaskInstance task(DagRun run, String taskId) {
    return store.transact(tx -> tx.tasks().find(run.id(), taskId, -1)).orElseThrow();
  }

  /** Applies one change to the task as it is now; false when it lost. */
  boolean move(TaskInstance task, TransitionCause cause, TaskState to) {
    return move(task, cause, to, null);
  }

  boolean move(TaskInstance task, TransitionCause cause, TaskState to, @Nullable Instant retryAt) {
    return store.transact(
        tx ->
            !tx.tasks()
                .apply(
                    List.of(
                        new TaskTransition(
                            task, to, cause, task.tryNumber(), "", tx.now(), retryAt)),
                    "test")
                .isEmpty());
  }

  /** Schedules the first task of each run. */
  void schedule(DagRun run, String taskId) {
    move(task(run, taskId), TransitionCause.DEPENDENCIES_MET, TaskState.SCHEDULED);
  }

  /** Claims up to so many scheduled tasks. */
  List<TaskInstance> claim(String worker, int most) {
    return store.transact(
        tx -> {
          List<Candidate> candidates = tx.tasks().claimable(List.of("default"), most).candidates();
          return tx.tasks().claim(claims(candidates, tx.now()), worker, LEASE);
        });
  }

  static List<Claim> claims(List<Candidate> candidates, Instant now) {
    return candidates.stream().map(candidate -> claimOf(candidate.task(), now)).toList();
  }

  static Claim claimOf(TaskInstance task, Instant now) {
    return new Claim(
        new TaskTransition(
            task, TaskState.QUEUED, TransitionCause.CLAIMED, task.tryNumber() + 1, "", now, null),
        UUID.randomUUID());
  }

  /** Schedules, claims and starts a task of a running run. */
  TaskInstance start(DagRun run, String taskId, String worker) {
    schedule(run, taskId);
    claim(worker, 1);
    move(task(run, taskId), TransitionCause.STARTED, TaskState.RUNNING);
    return task(run, taskId);
  }

  /** Fails a running task for good. */
  void fail(TaskInstance task, String reason) {
    store.transact(
        tx ->
            tx.tasks()
                .apply(
                    List.of(
                        new TaskTransition(
                            task,
                            TaskState.FAILED,
                            TransitionCause.FAILED,
                            task.tryNumber(),
                            reason,
                            tx.now(),
                            null)),
                    "w1"));
  }
}
