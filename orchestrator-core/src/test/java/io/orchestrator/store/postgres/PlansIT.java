package io.orchestrator.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.DagFilter;
import io.orchestrator.store.Grid;
import io.orchestrator.store.PageRequest;
import io.orchestrator.store.PageRequest.Sort;
import io.orchestrator.store.Queries;
import io.orchestrator.store.ReactionStore.VersionedRun;
import io.orchestrator.store.ReactionWrite;
import io.orchestrator.store.ReactionWrite.Remembered;
import io.orchestrator.store.RunFilter;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreFixture;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.store.TaskFilter;
import io.orchestrator.store.TaskStore.Except;
import io.orchestrator.testkit.TestPostgres;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * With 100,000 task instances of history the hot statements read through their indexes and never a
 * whole big table. Judged by the server's own counters, so it is the real statements that are
 * tested, with the plans they get after the driver has prepared them on the server.
 */
class PlansIT {
  private static final int REPEATS = 12;
  private static final Duration DAY = Duration.ofDays(1);

  private static TestPostgres postgres;
  private static HikariDataSource single;
  private static Store store;
  private static Queries queries;
  private static JdbcClient sql;

  @BeforeAll
  static void open() {
    postgres = TestPostgres.create();
    single = oneConnection(postgres);
    Versions versions = new Versions();
    store = new PostgresStore(Transactions.ofEngine(single), versions);
    queries = new PostgresQueries(Transactions.ofReading(single), versions);
    sql = JdbcClient.create(single);
    StoreFixture given = new StoreFixture(store);
    for (int dag = 0; dag < 20; dag++) {
      given.register(StoreFixture.chain("dag" + dag, 50));
    }
    history();
  }

  private static HikariDataSource oneConnection(TestPostgres database) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.jdbcUrl());
    config.setUsername("postgres");
    config.setPassword("postgres");
    config.setMaximumPoolSize(1);
    return new HikariDataSource(config);
  }

  /** 2,000 runs of 50 tasks: 1,960 ended over the last 200 days, 20 running, 20 queued. */
  private static void history() {
    sql.sql(
            """
            insert into dag_run (dag_id, run_id, run_type, state, dag_version_id, logical_date,
              run_after, queued_at, start_date, end_date, updated_at, conf, triggered_by)
            select d.dag_id, 'run' || n, 'scheduled',
              case when n <= 98 then 'success' when n = 99 then 'running' else 'queued' end,
              d.current_version_id, now() - (100 - n) * interval '2 days', now(), now(),
              case when n <= 99 then now() - (100 - n) * interval '2 days' end,
              case when n <= 98 then now() - (100 - n) * interval '2 days' + interval '1 hour' end,
              now(), '{}', 'timetable'
            from generate_series(1, 100) n, dag d order by n
            """)
        .update();
    sql.sql(
            """
            insert into task_instance (run_pk, dag_id, task_id, state, try_number, max_tries,
              scheduled_at, queued_at, start_date, end_date, retry_at, epoch, worker, lease_until,
              reason, operator, pool, pool_slots, queue, priority, order_date, max_active_tasks)
            select r.id, r.dag_id, 't' || lpad(k::text, 3, '0'), s.state, 1, 1,
              case when s.state <> 'none' then r.queued_at end,
              case when s.state in ('running', 'success', 'failed') then r.queued_at end,
              case when s.state in ('running', 'success', 'failed') then r.queued_at end,
              case when s.state in ('success', 'failed', 'up_for_retry') then
                coalesce(r.end_date, now()) end,
              case when s.state = 'up_for_retry' then now() + k * interval '1 minute' end,
              case when s.state = 'running' then gen_random_uuid() end,
              case when s.state = 'running' then 'w1' end,
              case when s.state = 'running' then now() + interval '30 s' end,
              case when s.state = 'failed' then 'exit code ' || k end,
              'BashOperator', 'default_pool', 1, 'default', 50 - k, r.logical_date, 16
            from dag_run r, generate_series(0, 49) k, lateral (select case
              when r.state = 'success' and (r.id + k) % 100 = 0 then 'failed'
              when r.state = 'success' then 'success'
              when r.state = 'queued' then 'none'
              when k < 10 then 'running' when k < 35 then 'scheduled'
              when k < 40 then 'up_for_retry' else 'none' end as state) s
            order by r.id, k
            """)
        .update();
    sql.sql("vacuum analyze").update();
  }

  @AfterAll
  static void close() {
    single.close();
    postgres.close();
  }

  @Test
  void claimingReadsTheScheduledInstancesInTheirOrder() {
    Use use = use(tx -> tx.tasks().claimable(List.of("default"), Except.NOTHING, 20));
    assertThat(use.scans).containsKeys("task_instance_scheduled", "task_instance_executing");
    assertThat(use.whole).doesNotContain("task_instance", "dag_run");
  }

  @Test
  void aClaimPlannedBeforeAnythingRanStillReadsTheScheduledInstancesOnce() {
    try (TestPostgres empty = TestPostgres.create();
        HikariDataSource one = oneConnection(empty)) {
      Store cold = new PostgresStore(one);
      JdbcClient counters = JdbcClient.create(one);
      Function<StoreTransaction, Object> claim =
          tx -> tx.tasks().claimable(List.of("default"), Except.NOTHING, 100);
      use(cold, counters, claim);
      StoreFixture given = new StoreFixture(cold);
      var dag = given.register(StoreFixture.chain("busy", 1));
      for (int day = 0; day < 30; day++) {
        given.schedule(given.running(dag, day), "t000");
      }
      Use use = use(cold, counters, claim);
      assertThat(use.scans)
          .as("once for its DAG, once to find no other, once for what it has ready")
          .containsEntry("task_instance_scheduled", 3L * REPEATS);
    }
  }

  @Test
  void leasesTimersAndHoldersReadTheirPartialIndexes() {
    assertThat(use(tx -> tx.tasks().leaseExpired(tx.now(), 100)).scans)
        .containsOnlyKeys("task_instance_executing");
    assertThat(use(tx -> tx.tasks().heldBy("w1")).scans)
        .containsOnlyKeys("task_instance_executing");
    assertThat(use(tx -> tx.tasks().runsWithTimerDue(tx.now(), 100)).scans)
        .containsOnlyKeys("task_instance_timer");
    assertThat(use(tx -> tx.tasks().nextTimer()).scans)
        .containsOnlyKeys("task_instance_timer", "task_instance_executing");
  }

  /** A server before 18 would compile each of these statements, for the cost it then estimates. */
  @Test
  void theEngineReadsNoTableWholeHoweverSmall() {
    List<Function<StoreTransaction, Object>> works =
        List.of(
            tx -> tx.tasks().claimable(List.of("default"), Except.NOTHING, 20),
            tx -> tx.members().seenWithin(DAY),
            tx -> {
              tx.members().forget(DAY);
              return true;
            },
            tx -> tx.dags().due(tx.now(), 10),
            tx -> tx.dags().nextAlarm(),
            tx -> tx.runs().startable(tx.now(), 20),
            tx -> tx.runs().startable(List.of("dag3"), tx.now(), 20),
            tx -> tx.runs().glance(tx.now(), 20),
            tx -> tx.reactions().open(5_000),
            PlansIT::react);
    for (int i = 0; i < works.size(); i++) {
      assertThat(use(works.get(i)).whole).as("work %d", i).isEmpty();
    }
  }

  /** A reaction on some run that ends nothing and claims nothing. */
  private static Object react(StoreTransaction tx) {
    long runPk = tx.runs().running("dag3").get(0).id();
    VersionedRun seen = tx.reactions().read(List.of(runPk), 100).orElseThrow().get(0);
    tx.reactions()
        .write(
            new ReactionWrite(
                Map.of(runPk, new Remembered(seen.run(), seen.version())),
                tx.reactions().open(1).book(),
                List.of(),
                Map.of()));
    return seen;
  }

  /** What lies between the columns that a reaction changes would go into the log each time. */
  @Test
  void aReactionDoesNotLogTheConfOfItsRun() {
    sql.sql(
            """
            update dag_run set conf = (
              select jsonb_object_agg('p' || n, md5(n::text)) from generate_series(1, 40) n)
            where dag_id = 'dag3' and state = 'running'
            """)
        .update();
    store.transact(PlansIT::react);
    long before = logged();
    for (int i = 0; i < 200; i++) {
      store.transact(PlansIT::react);
    }
    assertThat((logged() - before) / 200).as("bytes a reaction").isLessThan(1_000);
  }

  private static long logged() {
    return sql.sql("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint")
        .query(Long.class)
        .single();
  }

  @Test
  void theListOfAllTaskInstancesIsReadInTheOrderOfTheirIds() {
    PageRequest first = new PageRequest(List.of(Sort.parse("id")), 50, 0, false);
    Use use = measure(() -> queries.tasks(TaskFilter.ANY, first));
    assertThat(use.scans).containsKey("task_instance_pkey");
    assertThat(use.whole).doesNotContain("task_instance", "dag_run");
  }

  @Test
  void allTaskInstancesAreCountedWithoutTheirRuns() {
    PageRequest counted = new PageRequest(List.of(Sort.parse("id")), 0, 0, true);
    assertThat(queries.tasks(TaskFilter.ANY, counted).total()).isEqualTo(100_000);
    Use use = measure(() -> queries.tasks(TaskFilter.ANY, counted));
    assertThat(use.whole).doesNotContain("dag_run", "dag_version");
  }

  @Test
  void startingAndSweepingRunsReadQueuedAndRunningOnesOnly() {
    Use startable = use(tx -> tx.runs().startable(tx.now(), 20));
    assertThat(startable.scans).containsKeys("dag_run_queued", "dag_run_running");
    assertThat(startable.whole).doesNotContain("dag_run");
    assertThat(use(tx -> tx.runs().sweepable(20)).whole).doesNotContain("dag_run");
    assertThat(use(tx -> tx.runs().running("dag3")).whole).doesNotContain("dag_run");
    assertThat(use(tx -> tx.runs().countActive("dag3")).whole).doesNotContain("dag_run");
  }

  @Test
  void planningARunReadsItsRowsByKey() {
    long runPk =
        store.transact(tx -> tx.runs().list("dag3", List.of(RunState.RUNNING), 1)).get(0).id();
    Use use = use(tx -> tx.runs().lockForPlanning(List.of(runPk)));
    assertThat(use.scans).containsOnlyKeys("dag_run_pkey", "task_instance_key");
    assertThat(use.whole).doesNotContain("task_instance", "dag_run");
  }

  @Test
  void aHeartbeatStaysInPlace() {
    Map<UUID, UUID> held =
        store.transact(tx -> tx.tasks().heldBy("w1")).stream()
            .limit(20)
            .collect(
                Collectors.toMap(task -> Objects.requireNonNull(task.epoch()), task -> task.id()));
    long before = hotUpdates();
    Use use = use(tx -> tx.tasks().extendLeases(held, Duration.ofSeconds(30)));
    assertThat(use.scans).containsKey("task_instance_pkey");
    assertThat(use.whole).doesNotContain("task_instance");
    assertThat(hotUpdates() - before).as("updates without index writes").isGreaterThan(100);
  }

  private static long hotUpdates() {
    flush(sql);
    return sql.sql("select n_tup_hot_upd from pg_stat_user_tables where relname = 'task_instance'")
        .query(Long.class)
        .single();
  }

  @Test
  void pagesReadNoBigTableWhole() {
    List<Consumer<Queries>> pages =
        List.of(
            q -> q.dags(DagFilter.ANY, PageRequest.first(20)),
            q -> q.runs(RunFilter.ANY, PageRequest.first(50)),
            q -> q.runs(RunFilter.ofDag("dag3"), PageRequest.first(50)),
            q -> q.tasks(TaskFilter.ANY, PageRequest.first(50)),
            q -> q.tasks(TaskFilter.ofRun("dag3", "run7"), PageRequest.first(50)),
            q -> q.tasks(TaskFilter.ofTask("dag3", "t007"), PageRequest.first(50)),
            q -> q.grid("dag3", 25, Optional.empty()),
            q ->
                q.grid(
                    "dag3",
                    25,
                    Optional.empty(),
                    new Grid.Filter(Set.of(RunState.FAILED), Set.of())),
            q -> q.durations("dag3", "t007", 30),
            q -> q.failures(DAY, 10),
            q -> q.runningNow(10),
            q -> q.taskCounts(DAY),
            q -> q.pools());
    for (int i = 0; i < pages.size(); i++) {
      Consumer<Queries> page = pages.get(i);
      assertThat(measure(() -> page.accept(queries)).whole)
          .as("page " + i)
          .doesNotContain("task_instance", "dag_run");
    }
  }

  @Test
  void theGridHasEveryCell() {
    Grid grid = queries.grid("dag3", 100, Optional.empty());
    assertThat(grid.runs()).hasSize(100);
    assertThat(grid.rows()).hasSize(50);
    assertThat(grid.rows()).allMatch(row -> row.cells().indexOf(Grid.ABSENT) < 0);
    assertThat(grid.rows().get(20).state(1)).contains(TaskState.SCHEDULED);
  }

  /** What statements read: index name to scans, and tables read from end to end. */
  private record Use(Map<String, Long> scans, List<String> whole) {}

  private static Use use(Function<StoreTransaction, Object> work) {
    return use(store, sql, work);
  }

  private static Use use(Store of, JdbcClient counters, Function<StoreTransaction, Object> work) {
    return measure(counters, () -> of.transact(work));
  }

  private static Use measure(Runnable work) {
    return measure(sql, work);
  }

  private static Use measure(JdbcClient counters, Runnable work) {
    flush(counters);
    counters.sql("select pg_stat_reset()").query().singleRow();
    for (int i = 0; i < REPEATS; i++) {
      work.run();
    }
    flush(counters);
    Map<String, Long> scans = new HashMap<>();
    counters
        .sql(
            """
            select indexrelname, idx_scan from pg_stat_user_indexes
            where idx_scan > 0 and relname in ('task_instance', 'dag_run')
            """)
        .query(
            row -> {
              scans.put(row.getString(1), row.getLong(2));
            });
    List<String> whole =
        counters
            .sql("select relname from pg_stat_user_tables where seq_scan > 0")
            .query(String.class)
            .list();
    return new Use(scans, whole);
  }

  /** Our only connection reports what it has counted at the end of its next transaction. */
  private static void flush(JdbcClient counters) {
    counters.sql("select pg_stat_force_next_flush()").query().singleRow();
  }
}
