package io.orchestrator.web.ui;

import io.orchestrator.dag.CompiledDag;
import io.orchestrator.dag.DagModel;
import io.orchestrator.dag.DagVersion;
import io.orchestrator.run.Attempt;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunSnapshot;
import io.orchestrator.run.RunState;
import io.orchestrator.run.RunType;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.AuditFilter;
import io.orchestrator.store.AuditStore.AuditRow;
import io.orchestrator.store.DagFilter;
import io.orchestrator.store.DagRow;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.Grid;
import io.orchestrator.store.Overview;
import io.orchestrator.store.Page;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.PoolStore;
import io.orchestrator.store.Queries;
import io.orchestrator.store.RunFilter;
import io.orchestrator.store.RunRow;
import io.orchestrator.store.TaskFilter;
import io.orchestrator.store.TaskRow;
import io.orchestrator.timetable.DataInterval;
import io.orchestrator.timetable.RunSlot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One DAG with 25 runs, the newest of them running with a failed try, as the mocks draw it. */
public final class FixtureQueries implements Queries {
  public static final Instant NOW = Instant.parse("2026-11-22T04:14:07Z");
  static final int RUNS = 25;

  private final DagVersion version =
      new DagVersion(UUID.nameUUIDFromBytes(new byte[] {1}), 8, "5f3a", FixtureDag.flights());

  DagVersion version() {
    return version;
  }

  private StoredDag stored() {
    Instant next = Instant.parse("2026-11-23T04:00:00Z");
    return new StoredDag(
        version,
        "dags",
        "FlightsDaily.java",
        false,
        false,
        new RunSlot(next, new DataInterval(next.minusSeconds(86_400), next), next),
        NOW.minus(Duration.ofDays(23)));
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
        logical,
        logical,
        logical.plusSeconds(3),
        back == 0 ? null : logical.plusSeconds(3).plus(took));
  }

  DagRun dagRun(int back) {
    DagRow.RecentRun run = recent(back);
    Instant logical = logical(back);
    return new DagRun(
        run.runPk(),
        "flights_daily",
        run.runId(),
        run.type(),
        run.state(),
        version.id(),
        logical,
        new DataInterval(logical.minusSeconds(86_400), logical),
        logical,
        logical,
        run.startDate(),
        run.endDate(),
        Map.of("warn_above", 1000),
        "timetable",
        null,
        null,
        run.state() == RunState.FAILED ? "delay_in_range failed." : null,
        0);
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
    DagRun run = dagRun(back);
    TaskState state = state(taskId, back);
    int at = FixtureDag.ORDER.indexOf(taskId);
    boolean ran = state != TaskState.NONE && state != TaskState.SKIPPED;
    Instant start = logical(back).plusSeconds(5 + at * 30L);
    Instant end = start.plusSeconds(9 + at * 3L);
    boolean retry = state == TaskState.UP_FOR_RETRY;
    TaskInstance task =
        new TaskInstance(
            UUID.nameUUIDFromBytes((taskId + back).getBytes(StandardCharsets.UTF_8)),
            run.id(),
            taskId,
            -1,
            state,
            ran ? 1 : 0,
            2,
            null,
            ran ? "worker-2" : null,
            new TaskInstance.TaskTimes(
                ran ? start.minusSeconds(2) : null,
                ran ? start.minusSeconds(1) : null,
                ran ? start : null,
                ran ? end : null,
                retry ? NOW.plusSeconds(305) : null,
                null,
                null),
            null,
            retry ? "Query exhausted resources at this scale factor" : null,
            retry ? "7c1e4b0a-52f1-4a0e-9d55-1b0f9c0e2a61" : null,
            ran ? 1 : 0);
    return new TaskRow(
        task,
        new TaskRow.Run(
            run.dagId(),
            run.runId(),
            run.type(),
            run.state(),
            version.id(),
            8,
            run.logicalDate(),
            run.interval(),
            run.runAfter()),
        "AthenaQuery",
        "athena",
        1,
        "default",
        3,
        "localhost",
        48_213L);
  }

  RunSnapshot snapshot(int back) {
    return new RunSnapshot(
        dagRun(back),
        CompiledDag.of(version),
        FixtureDag.ORDER.stream().map(id -> taskRow(id, back).task()).toList(),
        Optional.empty(),
        false);
  }

  private List<DagRow.RecentRun> recents() {
    List<DagRow.RecentRun> runs = new ArrayList<>();
    for (int back = 0; back < RUNS; back++) {
      runs.add(recent(back));
    }
    return runs;
  }

  private Optional<Integer> back(String runId) {
    return recents().stream()
        .filter(r -> r.runId().equals(runId))
        .findFirst()
        .map(r -> (int) (100 - r.runPk()));
  }

  private DagRow dagRow() {
    return new DagRow(
        stored(),
        recents(),
        Map.of(RunState.RUNNING, 1L, RunState.FAILED, 2L, RunState.SUCCESS, 3_240L));
  }

  @Override
  public Page<DagRow> dags(DagFilter filter, PageRequest page) {
    String part = filter.idPattern();
    boolean hit = part == null || "flights_daily".contains(part);
    return new Page<>(hit ? List.of(dagRow()) : List.of(), false, Page.NOT_COUNTED);
  }

  @Override
  public Optional<DagRow> dag(String dagId) {
    return dagId.equals("flights_daily") ? Optional.of(dagRow()) : Optional.empty();
  }

  @Override
  public List<String> tags() {
    return List.of("athena", "flights");
  }

  @Override
  public Page<RunRow> runs(RunFilter filter, PageRequest page) {
    List<RunRow> rows = new ArrayList<>();
    for (int back = 0; back < RUNS; back++) {
      if (filter.states().isEmpty() || filter.states().contains(runState(back))) {
        rows.add(new RunRow(dagRun(back), 8, null));
      }
    }
    return new Page<>(rows, false, Page.NOT_COUNTED);
  }

  @Override
  public Optional<RunRow> run(String dagId, String runId) {
    return dagId.equals("flights_daily")
        ? back(runId).map(back -> new RunRow(dagRun(back), 8, null))
        : Optional.empty();
  }

  @Override
  public Map<String, Map<RunState, Long>> runCounts(Collection<String> dagIds) {
    return Map.of();
  }

  @Override
  public Page<TaskRow> tasks(TaskFilter filter, PageRequest page) {
    int back = filter.runIds().stream().findFirst().flatMap(this::back).orElse(0);
    return new Page<>(
        FixtureDag.ORDER.stream().map(id -> taskRow(id, back)).toList(), false, Page.NOT_COUNTED);
  }

  @Override
  public Optional<TaskRow> task(String dagId, String runId, String taskId, int mapIndex) {
    return FixtureDag.ORDER.contains(taskId) && dagId.equals("flights_daily") && mapIndex < 0
        ? back(runId).map(back -> taskRow(taskId, back))
        : Optional.empty();
  }

  @Override
  public List<Attempt> attempts(String dagId, String runId, String taskId, int mapIndex) {
    return task(dagId, runId, taskId, mapIndex)
        .map(TaskRow::task)
        .filter(t -> t.tryNumber() > 0)
        .map(t -> List.of(attempt(t)))
        .orElse(List.of());
  }

  private static Attempt attempt(TaskInstance t) {
    TaskState state = t.state() == TaskState.UP_FOR_RETRY ? TaskState.FAILED : t.state();
    return new Attempt(
        t.id(),
        1,
        state,
        t.worker(),
        t.times().queuedAt(),
        t.times().startDate(),
        t.times().endDate(),
        t.reason());
  }

  @Override
  public Grid grid(String dagId, int runs, Optional<Long> beforeRunPk) {
    List<Grid.GridRun> columns =
        recents().stream()
            .map(r -> new Grid.GridRun(r, r.runPk() <= 77 ? 7 : 8))
            .limit(runs)
            .toList();
    List<Grid.GridRow> rows = new ArrayList<>();
    for (String id : FixtureDag.ORDER) {
      StringBuilder cells = new StringBuilder();
      for (int back = 0; back < columns.size(); back++) {
        cells.append(Grid.letter(state(id, back)));
      }
      rows.add(new Grid.GridRow(id, cells.toString()));
    }
    return new Grid(columns, rows, true);
  }

  @Override
  public List<Overview.TaskDuration> durations(String dagId, String taskId, int limit) {
    List<Overview.TaskDuration> rows = new ArrayList<>();
    for (int back = 1; back < RUNS; back++) {
      TaskRow row = taskRow(taskId, back);
      rows.add(
          new Overview.TaskDuration(
              row.task().runPk(),
              row.run().runId(),
              row.run().logicalDate(),
              row.run().runAfter(),
              -1,
              1,
              row.task().state(),
              row.task().times().queuedAt(),
              row.task().times().startDate(),
              row.task().times().endDate()));
    }
    return rows;
  }

  @Override
  public Map<RunState, Long> runCounts(Duration window) {
    return Map.of(RunState.SUCCESS, 271L, RunState.FAILED, 18L, RunState.RUNNING, 1L);
  }

  @Override
  public Map<TaskState, Long> taskCounts(Duration window) {
    return Map.of(TaskState.SUCCESS, 1_000L);
  }

  @Override
  public List<Overview.RunningRun> runningNow(int limit) {
    return List.of(new Overview.RunningRun(dagRun(0), 9, 13));
  }

  @Override
  public List<Overview.FailureGroup> failures(Duration window, int limit) {
    return List.of(
        new Overview.FailureGroup(
            "Query exhausted resources at this scale factor",
            14,
            NOW.minusSeconds(60_000),
            NOW.minusSeconds(720),
            new Overview.Where("flights_daily", recent(0).runId(), "aggregate.by_origin", -1),
            List.of("flights_daily")));
  }

  @Override
  public List<Overview.NextFire> nextFires(int limit) {
    RunSlot slot = stored().nextFire();
    return slot == null ? List.of() : List.of(new Overview.NextFire("flights_daily", slot));
  }

  @Override
  public List<Overview.PoolLoad> pools() {
    return List.of(
        load("athena", 2, 2, "Athena's concurrent queries"), load("default_pool", 128, 3, null));
  }

  private static Overview.PoolLoad load(
      String name, int slots, int running, @Nullable String description) {
    return new Overview.PoolLoad(
        new PoolStore.Pool(name, slots, description, false), slots, 0, running, 1, 0);
  }

  @Override
  public Page<AuditRow> audit(AuditFilter filter, PageRequest page) {
    AuditRow row =
        new AuditRow(
            7,
            NOW.minusSeconds(30),
            "worker-2",
            "task.failed_will_retry",
            "flights_daily",
            recent(0).runId(),
            "aggregate.by_origin",
            -1,
            1,
            "running",
            "up_for_retry",
            "Query exhausted resources at this scale factor");
    return new Page<>(List.of(row), false, Page.NOT_COUNTED);
  }

  @Override
  public Optional<DagModel> modelOf(String dagId, String runId) {
    return Optional.of(version.model());
  }
}
