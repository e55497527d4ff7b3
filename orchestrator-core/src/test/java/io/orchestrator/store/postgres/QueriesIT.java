package io.orchestrator.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import io.orchestrator.run.RunType;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.AuditFilter;
import io.orchestrator.store.AuditStore.AuditRow;
import io.orchestrator.store.DagFilter;
import io.orchestrator.store.DagFilter.Tags;
import io.orchestrator.store.DagRow;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.Grid;
import io.orchestrator.store.Overview.FailureGroup;
import io.orchestrator.store.Overview.PoolLoad;
import io.orchestrator.store.Overview.RunningRun;
import io.orchestrator.store.Overview.Standing;
import io.orchestrator.store.Page;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.PageRequest.Sort;
import io.orchestrator.store.Queries;
import io.orchestrator.store.RunFilter;
import io.orchestrator.store.RunRow;
import io.orchestrator.store.StoreFixture;
import io.orchestrator.store.TaskFilter;
import io.orchestrator.store.TaskRow;
import io.orchestrator.store.TimeRange;
import io.orchestrator.testkit.TestPostgres;
import io.orchestrator.timetable.DataInterval;
import io.orchestrator.timetable.RunSlot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One small world, read in all ways: DAG etl with five runs, one failed; DAG idle without runs. */
class QueriesIT {
  private static final PageRequest FIRST = PageRequest.first(50);
  private static final Duration DAY = Duration.ofDays(1);

  private static TestPostgres postgres;
  private static Queries queries;
  private static StoreFixture given;
  private static StoredDag etl;
  private static DagRun failed;
  private static DagRun running;

  @BeforeAll
  static void open() {
    postgres = TestPostgres.create();
    Versions versions = new Versions();
    PostgresStore store = new PostgresStore(Transactions.ofEngine(postgres.dataSource()), versions);
    queries = new PostgresQueries(Transactions.ofReading(postgres.dataSource()), versions);
    given = new StoreFixture(store);
    etl = given.register(StoreFixture.chain("etl", 3));
    given.register(StoreFixture.chain("idle", 1));
    store.transact(
        tx -> {
          tx.dags().setPaused("idle", true);
          tx.dags()
              .setNextFire(
                  "etl",
                  new RunSlot(
                      StoreFixture.DAY,
                      new DataInterval(StoreFixture.DAY, StoreFixture.DAY.plus(DAY)),
                      StoreFixture.DAY.plus(DAY)));
          return true;
        });
    failed = given.running(etl, 0);
    TaskInstance task = given.start(failed, "t000", "w1");
    given.fail(task, "bash exited with code 17");
    given.move(failed, RunState.FAILED, "t000 failed");
    running = given.running(etl, 1);
    given.fail(given.start(running, "t000", "w1"), "bash exited with code 2");
    given.start(running, "t001", "w1");
    given.run(etl, 2);
    given.run(etl, 3);
    given.run(etl, 4);
  }

  @AfterAll
  static void close() {
    postgres.close();
  }

  @Test
  void dagsComeWithTheirNewestRunsAndCounts() {
    Page<DagRow> page = queries.dags(DagFilter.ANY, new PageRequest(List.of(), 50, 0, true));
    assertThat(page.total()).isEqualTo(2);
    DagRow row = page.rows().get(0);
    assertThat(row.dag().version()).isEqualTo(etl.version());
    assertThat(row.recent()).hasSize(5).first().extracting("state").isEqualTo(RunState.QUEUED);
    assertThat(row.runs())
        .containsEntry(RunState.QUEUED, 3L)
        .containsEntry(RunState.FAILED, 1L)
        .containsEntry(RunState.RUNNING, 1L);
    assertThat(page.rows().get(1).recent()).isEmpty();
    assertThat(queries.dag("etl")).contains(row);
    assertThat(queries.dag("nope")).isEmpty();
    assertThat(queries.tags()).containsExactly("etl", "idle", "test");
  }

  @Test
  void dagsAreFiltered() {
    assertThat(ids(filter(null, List.of("test", "idle"), true, null))).containsExactly("idle");
    assertThat(ids(filter(null, List.of("etl", "idle"), false, null)))
        .containsExactly("etl", "idle");
    assertThat(ids(filter("TL | xx", List.of(), false, null))).containsExactly("etl");
    assertThat(ids(filter("~", List.of(), false, true))).containsExactly("idle");
    DagFilter lastQueued =
        new DagFilter(null, Tags.ANY, List.of(), null, false, RunState.QUEUED, null);
    assertThat(ids(lastQueued)).containsExactly("etl");
    PageRequest sorted =
        new PageRequest(List.of(Sort.parse("-last_run_state"), Sort.parse("dag_id")), 1, 0, false);
    assertThat(queries.dags(DagFilter.ANY, sorted).more()).isTrue();
  }

  @Test
  void rowsWithoutTheAttributeComeLastAndFirstInDescendingOrder() {
    for (boolean descending : List.of(false, true)) {
      PageRequest sorted =
          new PageRequest(List.of(new Sort("last_run_state", descending)), 50, 0, false);
      List<Boolean> without =
          queries.dags(DagFilter.ANY, sorted).rows().stream()
              .map(row -> row.recent().isEmpty())
              .distinct()
              .toList();
      assertThat(without).as("descending: %s", descending).containsExactly(descending, !descending);
    }
  }

  private static DagFilter filter(
      @Nullable String pattern, List<String> tags, boolean all, @Nullable Boolean paused) {
    return new DagFilter(pattern, new Tags(tags, all), List.of(), paused, false, null, null);
  }

  private static List<String> ids(DagFilter filter) {
    return queries.dags(filter, FIRST).rows().stream().map(row -> row.dag().dagId()).toList();
  }

  @Test
  void runsAreFilteredSortedCountedAndGoOnByKey() {
    RunFilter queued = RunFilter.ofDag("etl").in(List.of(RunState.QUEUED));
    Page<RunRow> oldest =
        queries.runs(queued, new PageRequest(List.of(Sort.parse("logical_date")), 2, 0, true));
    assertThat(oldest.total()).isEqualTo(3);
    assertThat(oldest.more()).isTrue();
    assertThat(oldest.rows()).first().extracting(RunRow::versionNumber).isEqualTo(1);
    Page<RunRow> newest = queries.runs(RunFilter.ANY, PageRequest.first(2));
    Long key = newest.rows().get(1).run().id();
    Page<RunRow> next = queries.runs(RunFilter.ANY.before(key), PageRequest.first(3));
    assertThat(next.more()).isFalse();
    assertThat(next.rows()).last().extracting(row -> row.run().id()).isEqualTo(failed.id());
    RunFilter.Times until =
        new RunFilter.Times(
            new TimeRange(null, null, null, StoreFixture.DAY.plus(DAY)),
            TimeRange.ANY,
            TimeRange.ANY,
            TimeRange.ANY,
            TimeRange.ANY);
    RunFilter dated =
        RunFilter.ANY
            .with(RunFilter.By.VERSION, List.of(1))
            .with(new RunFilter.Patterns("E", "SCHED", null))
            .with(until);
    assertThat(queries.runs(dated, FIRST).rows()).hasSize(1);
    assertThat(queries.run("etl", failed.runId()).orElseThrow().run().failure())
        .isEqualTo("t000 failed");
    assertThat(queries.modelOf("etl", failed.runId())).contains(etl.version().model());
  }

  @Test
  void everySortableAttributeSortsAndOthersAreRefusedByName() {
    for (String attribute : RunFilter.SORTABLE) {
      assertThat(queries.runs(RunFilter.ANY, by(attribute)).rows()).hasSize(5);
    }
    for (String attribute : TaskFilter.SORTABLE) {
      assertThat(queries.tasks(TaskFilter.ANY, by(attribute)).rows()).hasSize(15);
    }
    for (String attribute : DagFilter.SORTABLE) {
      assertThat(queries.dags(DagFilter.ANY, by(attribute)).rows()).hasSize(2);
    }
    assertThatThrownBy(() -> queries.runs(RunFilter.ANY, by("id; drop table dag")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("It can be sorted by dag_id, dag_run_id, duration");
  }

  private static PageRequest by(String attribute) {
    return new PageRequest(List.of(new Sort(attribute, true)), 50, 0, false);
  }

  @Test
  void taskInstancesComeWithTheirRun() {
    Page<TaskRow> all = queries.tasks(TaskFilter.ofRun("etl", running.runId()), FIRST);
    assertThat(all.rows())
        .extracting(row -> row.task().state())
        .containsExactly(TaskState.FAILED, TaskState.RUNNING, TaskState.NONE);
    TaskFilter failures = TaskFilter.ANY.in(List.of(TaskState.FAILED));
    assertThat(queries.tasks(failures, FIRST).rows())
        .extracting(row -> row.run().runId())
        .containsExactly(running.runId(), failed.runId());
    assertThat(queries.tasks(TaskFilter.ofTask("etl", "t002"), FIRST).rows()).hasSize(5);
    TaskRow row = queries.task("etl", failed.runId(), "t000", -1).orElseThrow();
    assertThat(row.operator()).isEqualTo("BashOperator");
    assertThat(row.demand().pool()).isEqualTo("default_pool");
    assertThat(row.priority()).isEqualTo(3);
    assertThat(queries.attempts("etl", failed.runId(), "t000", -1)).hasSize(1);
    assertThat(queries.durations("etl", "t000", 30)).hasSize(5);
  }

  @Test
  void theGridShowsEveryTaskOfTheNewestRuns() {
    Grid grid = queries.grid("etl", 4, Optional.empty());
    assertThat(grid.older()).isTrue();
    assertThat(grid.runs()).hasSize(4);
    assertThat(grid.rows())
        .extracting(Grid.GridRow::taskId)
        .containsExactly("t000", "t001", "t002");
    assertThat(grid.rows().get(1).state(3)).contains(TaskState.RUNNING);
    assertThat(grid.rows().get(0).state(3)).contains(TaskState.FAILED);
    assertThat(grid.rows().get(0).state(0)).contains(TaskState.NONE);
    Grid older = queries.grid("etl", 25, Optional.of(running.id()));
    assertThat(older.runs()).hasSize(1);
    assertThat(older.older()).isFalse();
    assertThat(queries.grid("idle", 25, Optional.empty()).rows()).isEmpty();
    Grid.Filter failures = new Grid.Filter(Set.of(RunState.FAILED), Set.of(RunType.values()));
    assertThat(queries.grid("etl", 25, Optional.empty(), failures).runs())
        .isNotEmpty()
        .allMatch(column -> column.run().state() == RunState.FAILED);
    Grid.Filter backfills = new Grid.Filter(Set.of(), Set.of(RunType.BACKFILL));
    assertThat(queries.grid("etl", 25, Optional.empty(), backfills).runs()).isEmpty();
    for (TaskState state : TaskState.values()) {
      assertThat(Grid.stateOf(Grid.letter(state))).isEqualTo(state);
    }
  }

  @Test
  void theDashboardCountsWindowsAndGroupsFailures() {
    assertThat(queries.runCounts(DAY))
        .containsEntry(RunState.FAILED, 1L)
        .containsEntry(RunState.QUEUED, 3L)
        .containsEntry(RunState.RUNNING, 1L);
    assertThat(queries.standing()).isEqualTo(new Standing(1, 0));
    assertThat(queries.taskCounts(DAY))
        .containsEntry(TaskState.FAILED, 2L)
        .containsEntry(TaskState.RUNNING, 1L);
    RunningRun now = queries.runningNow(10).get(0);
    assertThat(now.run().id()).isEqualTo(running.id());
    assertThat(now.done()).isEqualTo(1);
    assertThat(now.total()).isEqualTo(3);
    FailureGroup group = queries.failures(DAY, 10).get(0);
    assertThat(group.count()).isEqualTo(2);
    assertThat(group.reason()).isEqualTo("bash exited with code 2");
    assertThat(group.newest().runId()).isEqualTo(running.runId());
    assertThat(group.dagIds()).containsExactly("etl");
    assertThat(queries.nextFires(5)).singleElement().extracting("dagId").isEqualTo("etl");
    PoolLoad pool = queries.pools().get(0);
    assertThat(pool.runningSlots()).isEqualTo(1);
    assertThat(pool.open()).isEqualTo(127);
  }

  @Test
  void theAuditLogIsReadNewestFirst() {
    Page<AuditRow> page =
        queries.audit(AuditFilter.ofRun("etl", failed.runId()), PageRequest.first(2));
    assertThat(page.more()).isTrue();
    assertThat(page.rows()).first().extracting("event").isEqualTo("run.failed");
    AuditFilter runs =
        AuditFilter.ANY
            .of(new AuditFilter.Scope("etl", null, null))
            .what("run.")
            .before(page.rows().get(0).seq());
    assertThat(queries.audit(runs, FIRST).rows()).allMatch(row -> row.event().startsWith("run."));
  }
}
