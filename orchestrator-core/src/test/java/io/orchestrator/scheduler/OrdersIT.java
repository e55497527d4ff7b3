package io.orchestrator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orchestrator.dag.Dag;
import io.orchestrator.run.ClearPlan.Selection;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import io.orchestrator.run.RunTransition;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TaskTransition;
import io.orchestrator.run.TransitionCause;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreFixture;
import io.orchestrator.store.StoreTransaction;
import io.orchestrator.store.postgres.PostgresStore;
import io.orchestrator.testkit.TestPostgres;
import io.orchestrator.timetable.DataInterval;
import io.orchestrator.timetable.RunSlot;
import io.orchestrator.timetable.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Orders and the scheduler at the same moment, on real locks. */
class OrdersIT {
  private static TestPostgres postgres;
  private static Store store;
  private static StoreFixture given;

  @BeforeAll
  static void open() {
    postgres = TestPostgres.create();
    store = new PostgresStore(postgres.dataSource());
    given = new StoreFixture(store);
  }

  @AfterAll
  static void close() {
    postgres.close();
  }

  /** There is no scheduler but the test. */
  private static Orders orders() {
    return new Orders(
        store,
        new Bell() {
          @Override
          public void wake() {}

          @Override
          public void wake(long runPk) {}
        });
  }

  private static DagRun running(String dagId) {
    Dag dag = Dag.define(dagId, d -> d.action("a", c -> {}).then(d.action("b", c -> {})));
    return given.running(given.register(StoreFixture.loaded(dag)), 0);
  }

  @Test
  void aClearThatMeetsTheEndOfItsRunReopensIt() throws Exception {
    DagRun run = running("meets_end");
    ended(run, "a");
    ended(run, "b");
    meanwhile(
        tx -> {
          tx.runs().lockForPlanning(List.of(run.id()));
          tx.runs().apply(new RunTransition(run, RunState.SUCCESS, "", tx.now()), "scheduler");
        },
        () -> orders().clear("meets_end", run.runId(), Selection.of("a"), "anna"));
    assertThat(state(run)).isEqualTo(RunState.QUEUED);
    assertThat(given.task(run, "a").state()).isEqualTo(TaskState.NONE);
  }

  @Test
  void aRunMarkedFailedWhileItStartsIsFailed() throws Exception {
    Dag dag = Dag.define("meets_start", d -> d.action("a", c -> {}));
    DagRun run = given.triggered(given.register(StoreFixture.loaded(dag)), "by_hand");
    meanwhile(
        tx -> tx.runs().apply(new RunTransition(run, RunState.RUNNING, "", tx.now()), "s"),
        () -> orders().markRun("meets_start", run.runId(), RunState.FAILED, "anna"));
    assertThat(state(run)).isEqualTo(RunState.FAILED);
    assertThat(given.task(run, "a").state()).isEqualTo(TaskState.SKIPPED);
  }

  @Test
  void aRunMarkedFailedWhileATaskIsScheduledLeavesNothingUnfinished() throws Exception {
    DagRun run = running("meets_plan");
    meanwhile(
        tx ->
            tx.tasks()
                .apply(
                    List.of(
                        TaskTransition.of(
                                given.task(run, "a"),
                                TaskState.SCHEDULED,
                                TransitionCause.DEPENDENCIES_MET,
                                tx.now())
                            .inTry(1)),
                    "scheduler"),
        () -> orders().markRun("meets_plan", run.runId(), RunState.FAILED, "anna"));
    assertThat(state(run)).isEqualTo(RunState.FAILED);
    List<TaskInstance> tasks = store.transact(tx -> tx.tasks().ofRun(run.id()));
    assertThat(tasks).extracting(TaskInstance::state).containsOnly(TaskState.SKIPPED);
  }

  @Test
  void aScheduleThatIsChangedWhileItsRunsAreMadeIsKept() throws Exception {
    Dag daily = scheduled(Schedule.daily());
    store.transact(tx -> tx.dags().register(StoreFixture.loaded(daily), false));
    RunSlot due = slot(store.now().minusSeconds(10));
    RunSlot changed = slot(store.now().plusSeconds(1_000));
    store.transact(
        tx -> {
          tx.dags().setNextFire("changing", due);
          return true;
        });
    meanwhile(
        tx -> {
          tx.dags().lock("changing");
          tx.dags().setNextFire("changing", changed);
        },
        () -> new CreateDueRuns(store, store, new Quarantine(store::now)).run());
    Optional<StoredDag> after = store.transact(tx -> tx.dags().find("changing"));
    assertThat(after.map(StoredDag::nextFire)).contains(changed);
  }

  private static RunSlot slot(Instant at) {
    Instant whole = at.truncatedTo(ChronoUnit.SECONDS);
    return new RunSlot(whole, new DataInterval(whole, whole), whole);
  }

  private static Dag scheduled(Schedule schedule) {
    return Dag.define(
        "changing",
        d -> {
          d.schedule(schedule).pausedAtCreation(false);
          d.action("a", c -> {});
        });
  }

  private static void ended(DagRun run, String taskId) {
    TaskInstance task = given.start(run, taskId, "w1");
    given.move(task, TransitionCause.SUCCEEDED, TaskState.SUCCESS);
  }

  private static RunState state(DagRun run) {
    return store.transact(tx -> tx.runs().find(run.id())).orElseThrow().state();
  }

  /** Gives the order while the work is done but not committed, which it is when the order waits. */
  private static void meanwhile(Consumer<StoreTransaction> work, Runnable order) throws Exception {
    CompletableFuture<Void> ordered =
        store.transact(
            tx -> {
              work.accept(tx);
              CompletableFuture<Void> started = CompletableFuture.runAsync(order);
              await().atMost(Duration.ofSeconds(20)).until(OrdersIT::somebodyWaitsForALock);
              return started;
            });
    ordered.get(20, TimeUnit.SECONDS);
  }

  private static boolean somebodyWaitsForALock() {
    return JdbcClient.create(postgres.dataSource())
            .sql(
                "select count(*) from pg_stat_activity"
                    + " where datname = current_database() and wait_event_type = 'Lock'")
            .query(Long.class)
            .single()
        > 0;
  }
}
