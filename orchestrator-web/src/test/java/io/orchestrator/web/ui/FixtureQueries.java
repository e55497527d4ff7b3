package io.orchestrator.web.ui;

import io.orchestrator.administration.Kind;
import io.orchestrator.administration.Pool;
import io.orchestrator.model.DagModel;
import io.orchestrator.model.DagVersion;
import io.orchestrator.run.Attempt;
import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.scheduler.Trouble;
import io.orchestrator.store.AuditFilter;
import io.orchestrator.store.AuditStore;
import io.orchestrator.store.AuditStore.AuditRow;
import io.orchestrator.store.DagFilter;
import io.orchestrator.store.DagRow;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.Grid;
import io.orchestrator.store.Overview;
import io.orchestrator.store.Page;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.Queries;
import io.orchestrator.store.RunFilter;
import io.orchestrator.store.RunRow;
import io.orchestrator.store.StoreRefusedException;
import io.orchestrator.store.TaskFilter;
import io.orchestrator.store.TaskRow;
import io.orchestrator.store.TimeRange;
import io.orchestrator.store.Touched;
import io.orchestrator.timetable.DataInterval;
import io.orchestrator.timetable.RunSlot;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One DAG with 60 runs, the newest of them running with a failed try, as the mocks draw it. */
public class FixtureQueries implements Queries {
  public static final Instant NOW = Instant.parse("2026-11-22T04:14:07Z");

  /** What the scheduler leaves alone. */
  public static final List<Trouble> TROUBLES =
      List.of(new Trouble("flights_daily", "Its row is locked.", NOW));

  static final int RECENT = 25;
  private static final int RUNS = 60;

  /** A run with more task instances than one page of the store holds, next to those of the DAG. */
  public static final String WIDE = "manual__wide";

  /** A run of two passes. */
  static final String CLEARED = "manual__cleared";

  /** As the store makes them: the moment is in it, 2026-10-30T04:14:07Z. */
  private static final UUID VERSION_ID = UUID.fromString("01a18b03-d698-7000-8000-000000000001");

  private final DagVersion version =
      new DagVersion(VERSION_ID, 8, "5f3a", "c0de", FixtureDag.flights());

  /** What no store takes, for a reason that only it knows. */
  public static final String REFUSED = "refused by the store";

  /** Of a DAG with three hundred tasks that has not run yet. */
  private static final DagVersion MANY =
      new DagVersion(UUID.nameUUIDFromBytes(new byte[] {2}), 1, "6a4b", "c0de", FixtureDag.many());

  private final FixtureRuns runs = new FixtureRuns(version);

  DagVersion version() {
    return version;
  }

  FixtureRuns runs() {
    return runs;
  }

  /** One done task instance of the wide run. */
  public TaskRow wideRow(int mapIndex) {
    return runs.wideRow(mapIndex);
  }

  private static StoredDag stored(DagVersion version) {
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

  private static List<DagRow.RecentRun> recents(int most) {
    return IntStream.range(0, most).mapToObj(FixtureRuns::recent).toList();
  }

  private Optional<Integer> back(String runId) {
    return recents(RUNS).stream()
        .filter(r -> r.runId().equals(runId))
        .findFirst()
        .map(r -> (int) (100 - r.runPk()));
  }

  private DagRow dagRow() {
    return new DagRow(
        stored(version),
        recents(RECENT),
        Map.of(RunState.RUNNING, 1L, RunState.FAILED, 2L, RunState.SUCCESS, 3_240L));
  }

  @Override
  public Page<DagRow> dags(DagFilter filter, PageRequest page) {
    String part = filter.idPattern();
    if (part != null && (part.contains("\0") || part.equals(REFUSED))) {
      throw new StoreRefusedException("as PostgreSQL does", new SQLException("22021"));
    }
    boolean hit = part == null || "flights_daily".contains(part);
    return new Page<>(hit ? List.of(dagRow()) : List.of(), false, Page.NOT_COUNTED);
  }

  @Override
  public Optional<DagRow> dag(String dagId) {
    if (dagId.equals("many_tasks")) {
      return Optional.of(new DagRow(stored(MANY), List.of(), Map.of()));
    }
    return dagId.equals("flights_daily") ? Optional.of(dagRow()) : Optional.empty();
  }

  @Override
  public List<String> tags() {
    return List.of("athena", "flights");
  }

  @Override
  public Page<RunRow> runs(RunFilter filter, PageRequest page) {
    List<RunRow> rows = new ArrayList<>();
    List<?> states = filter.anyOf().of(RunFilter.By.STATE);
    for (int back = 0; back < RECENT; back++) {
      if (states.isEmpty() || states.contains(FixtureRuns.runState(back).wireName())) {
        rows.add(new RunRow(runs.dagRun(back), 8, null));
      }
    }
    TimeRange dates = filter.times().logicalDate();
    rows.removeIf(row -> !within(dates, Objects.requireNonNull(row.run().logicalDate())));
    boolean byAge =
        page.orderBy().equals(List.of(new PageRequest.Sort("id", false)))
            || page.orderBy().equals(List.of(new PageRequest.Sort("logical_date", false)));
    if (byAge) {
      Collections.reverse(rows);
    }
    return new Page<>(rows, false, Page.NOT_COUNTED);
  }

  private static boolean within(TimeRange range, Instant moment) {
    return (range.gt() == null || moment.isAfter(range.gt()))
        && (range.lt() == null || moment.isBefore(range.lt()));
  }

  @Override
  public Optional<RunRow> run(String dagId, String runId) {
    if (runId.equals(WIDE)) {
      return Optional.of(new RunRow(runs.wideRun(), 8, null));
    }
    if (runId.equals(CLEARED)) {
      return Optional.of(new RunRow(runs.clearedRun(), 8, null));
    }
    return dagId.equals("flights_daily")
        ? back(runId).map(back -> new RunRow(runs.dagRun(back), 8, null))
        : Optional.empty();
  }

  @Override
  public Map<String, Map<RunState, Long>> runCounts(Collection<String> dagIds) {
    return Map.of();
  }

  @Override
  public Page<TaskRow> tasks(TaskFilter filter, PageRequest page) {
    List<?> runIds = filter.anyOf().of(TaskFilter.By.RUN_ID);
    int back = runIds.stream().map(String::valueOf).findFirst().flatMap(this::back).orElse(0);
    List<TaskRow> all =
        runIds.contains(WIDE)
            ? runs.wideRows()
            : runIds.contains(CLEARED)
                ? runs.clearedRows()
                : FixtureDag.ORDER.stream().map(id -> runs.taskRow(id, back)).toList();
    List<TaskRow> rows = all.stream().skip(page.offset()).limit(page.limit()).toList();
    return new Page<>(rows, page.offset() + rows.size() < all.size(), Page.NOT_COUNTED);
  }

  @Override
  public Optional<TaskRow> task(String dagId, String runId, String taskId, int mapIndex) {
    return FixtureDag.ORDER.contains(taskId) && dagId.equals("flights_daily") && mapIndex < 0
        ? back(runId).map(back -> runs.taskRow(taskId, back))
        : Optional.empty();
  }

  @Override
  public List<Attempt> attempts(String dagId, String runId, String taskId, int mapIndex) {
    if (runId.equals(CLEARED)) {
      return runs.clearedRows().stream()
          .map(TaskRow::task)
          .filter(t -> t.taskId().equals(taskId))
          .map(runs::clearedAttempt)
          .toList();
    }
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
        new Attempt.Moments(t.times().queuedAt(), t.times().startDate(), t.times().endDate()),
        t.reason());
  }

  @Override
  public Grid grid(String dagId, int most, Optional<Long> beforeRunPk, Grid.Filter filter) {
    if (dagId.equals("many_tasks")) {
      return new Grid(List.of(), List.of(), false);
    }
    List<Grid.GridRun> columns =
        recents(RUNS).stream()
            .filter(r -> filter.states().isEmpty() || filter.states().contains(r.state()))
            .filter(r -> filter.types().isEmpty() || filter.types().contains(r.type()))
            .map(r -> new Grid.GridRun(r, r.runPk() <= 77 ? 7 : 8))
            .limit(most)
            .toList();
    List<Grid.GridRow> rows = new ArrayList<>();
    for (String id : FixtureDag.ORDER) {
      StringBuilder cells = new StringBuilder();
      for (Grid.GridRun column : columns) {
        cells.append(Grid.letter(runs.state(id, (int) (100 - column.run().runPk()))));
      }
      rows.add(new Grid.GridRow(id, cells.toString()));
    }
    return new Grid(columns, rows, true);
  }

  @Override
  public List<Overview.TaskDuration> durations(String dagId, String taskId, int limit) {
    List<Overview.TaskDuration> rows = new ArrayList<>();
    for (int back = 1; back < RECENT; back++) {
      TaskRow row = runs.taskRow(taskId, back);
      rows.add(
          new Overview.TaskDuration(
              row.task().runPk(),
              row.run().runId(),
              row.run().dates(),
              -1,
              1,
              row.task().state(),
              attempt(row.task()).moments()));
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
    return List.of(new Overview.RunningRun(runs.dagRun(0), 9, 13));
  }

  @Override
  public List<Overview.FailureGroup> failures(Duration window, int limit) {
    return List.of(
        new Overview.FailureGroup(
            "Query exhausted resources at this scale factor",
            14,
            NOW.minusSeconds(60_000),
            NOW.minusSeconds(720),
            new Overview.Where(
                "flights_daily", FixtureRuns.recent(0).runId(), "aggregate.by_origin", -1),
            List.of("flights_daily")));
  }

  @Override
  public List<Overview.NextFire> nextFires(int limit) {
    RunSlot slot = stored(version).nextFire();
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
        new Pool(name, slots, description, false), slots, 0, running, 1, 0);
  }

  @Override
  public List<String> dagsNaming(Kind kind, String name, int limit) {
    return name.equals("athena") || name.equals("aws_default")
        ? List.of("flights_daily")
        : List.of();
  }

  @Override
  public Overview.Standing standing() {
    return new Overview.Standing(1, 1);
  }

  @Override
  public long newestAudit() {
    return 7;
  }

  @Override
  public List<Touched> touchedAfter(long seq) {
    return List.of();
  }

  @Override
  public Page<AuditRow> audit(AuditFilter filter, PageRequest page) {
    AuditRow row =
        new AuditRow(
            7,
            NOW.minusSeconds(30),
            "worker-2",
            "task.failed_will_retry",
            new AuditStore.Subject(
                "flights_daily", FixtureRuns.recent(0).runId(), "aggregate.by_origin", -1, 1),
            new AuditStore.StateChange("running", "up_for_retry"),
            "Query exhausted resources at this scale factor");
    AuditRow order =
        new AuditRow(
            6,
            NOW.minusSeconds(40),
            "anna",
            "task.clear",
            AuditStore.Subject.of("flights_daily", FixtureRuns.recent(0).runId()),
            null,
            "3 task instances");
    List<AuditRow> rows =
        Stream.of(row, order)
            .filter(r -> filter.show() != AuditFilter.Show.ORDERS || r.change() == null)
            .filter(r -> filter.actor() == null || r.actor().contains(filter.actor()))
            .filter(r -> filter.event() == null || r.event().startsWith(filter.event()))
            .toList();
    return new Page<>(rows, false, Page.NOT_COUNTED);
  }

  @Override
  public Optional<DagModel> modelOf(String dagId, String runId) {
    return Optional.of(version.model());
  }
}
