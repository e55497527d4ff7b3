package io.orchestrator.web.ui;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.model.DagVersion;
import io.orchestrator.run.Attempt;
import io.orchestrator.run.ClaimSnapshot.PoolDemand;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.DagRun.Moments;
import io.orchestrator.run.RunSnapshot;
import io.orchestrator.run.RunSpec;
import io.orchestrator.run.RunSpec.Trigger;
import io.orchestrator.run.RunState;
import io.orchestrator.run.RunType;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskInstance.Hold;
import io.orchestrator.run.TaskInstance.Status;
import io.orchestrator.run.TaskInstance.Tries;
import io.orchestrator.run.TaskInstance.Work;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.DagRow;
import io.orchestrator.store.TaskRow;
import io.orchestrator.timetable.DataInterval;
import io.orchestrator.timetable.RunDates;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The runs of the fixture's DAG, by how many days they lie back, and their tasks. */
final class FixtureRuns {
  private static final int WIDE_TASKS = 1_200;
  private static final int WIDE_PK = 1_000;
  private static final int CLEARED_PK = 1_001;
  private static final Instant FIRST = Instant.parse("2026-11-22T03:54:00Z");
  private static final Instant AGAIN = Instant.parse("2026-11-22T04:02:00Z");

  private final DagVersion version;

  FixtureRuns(DagVersion version) {
    this.version = version;
  }

  static Instant logical(int back) {
    return Instant.parse("2026-11-22T04:00:00Z").minus(Duration.ofDays(back));
  }

  static RunState runState(int back) {
    if (back == 0) {
      return RunState.RUNNING;
    }
    return back == 9 || back == 18 ? RunState.FAILED : RunState.SUCCESS;
  }

  static DagRow.RecentRun recent(int back) {
    Instant logical = logical(back);
    Duration took = Duration.ofSeconds(460 + (back * 37) % 90);
    return new DagRow.RecentRun(
        100 - back,
        "scheduled__" + logical,
        RunType.SCHEDULED,
        runState(back),
        new RunDates(logical, null, logical),
        logical.plusSeconds(3),
        back == 0 ? null : logical.plusSeconds(3).plus(took));
  }

  DagRun dagRun(int back) {
    return dagRun(back, 100 - back, recent(back).runId());
  }

  DagRun wideRun() {
    return dagRun(0, WIDE_PK, FixtureQueries.WIDE);
  }

  private DagRun dagRun(int back, long pk, String runId) {
    DagRow.RecentRun run = recent(back);
    Instant logical = logical(back);
    DataInterval interval = new DataInterval(logical.minusSeconds(86_400), logical);
    RunSpec spec =
        new RunSpec(
            "flights_daily",
            runId,
            run.type(),
            version.id(),
            new RunDates(logical, interval, logical),
            new Trigger("timetable", null, conf(back)),
            null);
    return new DagRun(
        pk,
        spec,
        run.state(),
        new Moments(logical, run.startDate(), run.endDate()),
        run.state() == RunState.FAILED ? "failed at its end: summarise" : null,
        0);
  }

  /** One run has a large one. */
  private static Map<String, Object> conf(int back) {
    return back == 7 ? Map.of("rows", "x".repeat(2_000)) : Map.of("warn_above", 1000);
  }

  TaskState state(String taskId, int back) {
    int at = FixtureDag.ORDER.indexOf(taskId);
    if (taskId.equals("list_extreme_rows")) {
      return back % 8 == 3 ? TaskState.SUCCESS : TaskState.SKIPPED;
    }
    if (back == 0) {
      if (taskId.equals("aggregate.by_origin")) {
        return TaskState.UP_FOR_RETRY;
      }
      return at > FixtureDag.ORDER.indexOf("aggregate.totals") ? TaskState.NONE : TaskState.SUCCESS;
    }
    if (back == 18 && taskId.equals("quality.delay_in_range")) {
      return TaskState.FAILED;
    }
    return back == 18 && at > 5 ? TaskState.UPSTREAM_FAILED : TaskState.SUCCESS;
  }

  TaskRow taskRow(String taskId, int back) {
    return taskRow(taskId, back, dagRun(back), -1);
  }

  TaskRow wideRow(int mapIndex) {
    return taskRow("upload_raw", 0, wideRun(), mapIndex);
  }

  /** Half of them done, half of them waiting. */
  List<TaskRow> wideRows() {
    List<TaskRow> rows = new ArrayList<>();
    for (int i = 0; i < WIDE_TASKS; i++) {
      rows.add(wideRow(i));
      rows.add(taskRow("summarise", 0, wideRun(), i));
    }
    return rows;
  }

  private TaskRow taskRow(String taskId, int back, DagRun run, int mapIndex) {
    TaskState state = state(taskId, back);
    int at = FixtureDag.ORDER.indexOf(taskId);
    boolean ran = state != TaskState.NONE && state != TaskState.SKIPPED;
    Instant start = logical(back).plusSeconds(5 + at * 30L);
    Instant end = start.plusSeconds(9 + at * 3L);
    boolean retry = state == TaskState.UP_FOR_RETRY;
    TaskInstance task =
        new TaskInstance(
            UUID.nameUUIDFromBytes(
                (taskId + run.id() + "/" + mapIndex).getBytes(StandardCharsets.UTF_8)),
            new TaskInstance.Key(run.id(), taskId, mapIndex),
            new Status(
                state, retry ? "Query exhausted resources at this scale factor" : null, null),
            new Tries(ran ? 1 : 0, 2),
            new Hold(null, ran ? "worker-2" : null),
            new TaskInstance.TaskTimes(
                ran ? start.minusSeconds(2) : null,
                ran ? start.minusSeconds(1) : null,
                ran ? start : null,
                ran ? end : null,
                retry ? FixtureQueries.NOW.plusSeconds(305) : null,
                null,
                null),
            new Work(retry ? "7c1e4b0a-52f1-4a0e-9d55-1b0f9c0e2a61?token=hunter3" : null, 1));
    return new TaskRow(
        task,
        new TaskRow.Run(
            run.dagId(), run.runId(), run.type(), run.state(), version.id(), 8, run.spec().dates()),
        "AthenaQuery",
        new PoolDemand("athena", 1),
        "default",
        3,
        new TaskRow.Host("localhost", 48_213L));
  }

  /** A run that failed, was cleared from its first failure on, and failed there again. */
  DagRun clearedRun() {
    DagRun run = dagRun(9, CLEARED_PK, FixtureQueries.CLEARED);
    return new DagRun(
        run.id(),
        run.spec(),
        run.state(),
        new Moments(AGAIN, AGAIN, AGAIN.plusMillis(400)),
        run.failure(),
        1);
  }

  List<TaskRow> clearedRows() {
    return FixtureDag.ORDER.stream().map(this::clearedRow).toList();
  }

  /** Two tasks of the first pass, one that was tried in both, and nothing below it. */
  private TaskRow clearedRow(String taskId) {
    TaskRow row = taskRow(taskId, 9, clearedRun(), -1);
    int at = FixtureDag.ORDER.indexOf(taskId);
    TaskInstance.TaskTimes times =
        switch (at) {
          case 0, 1 -> times(FIRST.plusSeconds(at), 1_000);
          case 2 -> times(AGAIN, 200);
          default -> TaskInstance.TaskTimes.NONE;
        };
    TaskState state =
        at < 2 ? TaskState.SUCCESS : at == 2 ? TaskState.FAILED : TaskState.UPSTREAM_FAILED;
    TaskInstance task = row.task();
    return new TaskRow(
        new TaskInstance(
            task.id(),
            task.key(),
            new Status(state, null, null),
            new Tries(at < 2 ? 1 : at == 2 ? 2 : 0, 2),
            task.hold(),
            times,
            task.work()),
        row.run(),
        row.operator(),
        row.demand(),
        row.queue(),
        row.priority(),
        row.host());
  }

  /** The first try of what was tried in both passes. */
  Attempt clearedAttempt(TaskInstance task) {
    TaskInstance.TaskTimes first = times(FIRST.plusSeconds(2), 3_100);
    return new Attempt(
        task.id(),
        1,
        TaskState.FAILED,
        "worker-2",
        new Attempt.Moments(first.queuedAt(), first.startDate(), first.endDate()),
        "no such partition");
  }

  private static TaskInstance.TaskTimes times(Instant start, long millis) {
    return new TaskInstance.TaskTimes(
        start, start, start, start.plusMillis(millis), null, null, null);
  }

  RunSnapshot snapshotOf(long runPk) {
    return runPk == WIDE_PK
        ? new RunSnapshot(
            wideRun(),
            CompiledDag.of(version),
            wideRows().stream().map(TaskRow::task).toList(),
            Optional.empty(),
            false)
        : snapshot((int) (100 - runPk));
  }

  /** Those of the runs in lists. */
  Stream<TaskInstance> recentTasks() {
    return IntStream.range(0, FixtureQueries.RECENT)
        .mapToObj(this::snapshot)
        .flatMap(run -> run.tasks().stream());
  }

  private RunSnapshot snapshot(int back) {
    return new RunSnapshot(
        dagRun(back),
        CompiledDag.of(version),
        FixtureDag.ORDER.stream().map(id -> taskRow(id, back).task()).toList(),
        Optional.empty(),
        false);
  }
}
