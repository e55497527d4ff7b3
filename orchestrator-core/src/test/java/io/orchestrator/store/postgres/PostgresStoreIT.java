package io.orchestrator.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.operator.TaskOutcome.BranchDecision;
import io.orchestrator.run.Attempt;
import io.orchestrator.run.ClaimSnapshot;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunSnapshot;
import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TransitionCause;
import io.orchestrator.store.AuditStore.AuditRow;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.RunStore.Created;
import io.orchestrator.store.StoreUnavailableException;
import io.orchestrator.store.TaskStore.TaskReport;
import io.orchestrator.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresStoreIT {
  private static TestPostgres postgres;
  private static PostgresStore store;
  private static StoreFixture given;

  @BeforeAll
  static void open() {
    postgres = TestPostgres.create();
    store = new PostgresStore(postgres.dataSource());
    given = new StoreFixture(store);
  }

  private static Optional<RunSnapshot> lock(DagRun run) {
    return store.transact(tx -> tx.runs().lockForPlanning(run.id()));
  }

  private static Collection<UUID> extend(TaskInstance task, UUID epoch) {
    return store.transact(
        tx -> tx.tasks().extendLeases(Map.of(task.id(), epoch), StoreFixture.LEASE));
  }

  private static boolean report(TaskInstance task, UUID epoch, TaskReport report) {
    return store.transact(tx -> tx.tasks().report(task.id(), epoch, report));
  }

  @AfterAll
  static void close() {
    postgres.close();
  }

  @Test
  void aTaskGoesFromNoneToSuccessWithItsTimesAuditAndTry() {
    DagRun run = given.running(given.register(StoreFixture.chain("through", 2)), 0);
    TaskInstance running = given.start(run, "t000", "w1");
    assertThat(running.state()).isEqualTo(TaskState.RUNNING);
    assertThat(running.tryNumber()).isEqualTo(1);
    assertThat(running.worker()).isEqualTo("w1");
    assertThat(running.times().leaseUntil()).isAfter(running.times().queuedAt());
    report(running, "query-1");
    assertThat(given.move(running, TransitionCause.SUCCEEDED, TaskState.SUCCESS)).isTrue();

    TaskInstance ended = given.task(run, "t000");
    assertThat(ended.epoch()).isNull();
    assertThat(ended.times().leaseUntil()).isNull();
    assertThat(ended.times().endDate()).isNotNull();
    assertThat(ended.externalId()).as("reported after the row was read").isEqualTo("query-1");
    assertThat(ended.decision()).isNotNull();
    List<Attempt> tries = store.transact(tx -> tx.tasks().attempts(ended.id()));
    assertThat(tries).singleElement().extracting(Attempt::state).isEqualTo(TaskState.SUCCESS);
    List<AuditRow> audit = store.transact(tx -> tx.audit().ofRun(run.dagId(), run.runId(), 100));
    assertThat(audit)
        .extracting(AuditRow::event)
        .containsExactly(
            "run.queued",
            "run.running",
            "task.dependencies_met",
            "task.claimed",
            "task.started",
            "task.succeeded");
  }

  private static void report(TaskInstance task, String externalId) {
    UUID epoch = Objects.requireNonNull(task.epoch());
    BranchDecision decision =
        new BranchDecision(BranchDecision.Kind.FOLLOW, List.of("t001"), "chose t001");
    TaskReport report =
        new TaskReport(externalId, decision, Map.of("command", "echo"), Map.of("n", 1), 7L, "h");
    assertThat(report(task, epoch, report)).isTrue();
    assertThat(store.transact(tx -> tx.tasks().facts(task.id())).renderedFields())
        .containsEntry("command", "echo");
  }

  @Test
  void theModelComesBackAsItWasStored() {
    StoredDag dag = given.register(StoreFixture.chain("model", 3));
    PostgresStore cold = new PostgresStore(postgres.dataSource());
    assertThat(cold.transact(tx -> tx.dags().find("model")).orElseThrow().version())
        .isEqualTo(dag.version());
    assertThat(dag.version().model()).isEqualTo(StoreFixture.chain("model", 3).model());
    assertThat(given.register(StoreFixture.chain("model", 3)).version().number()).isEqualTo(1);
    assertThat(given.register(StoreFixture.chain("model", 4)).version().number()).isEqualTo(2);
  }

  @Test
  void aSecondRunForTheSameDateIsAConflictThatNamesTheFirst() {
    StoredDag dag = given.register(StoreFixture.chain("twice", 1));
    DagRun first = given.run(dag, 5);
    Created again = store.transact(tx -> tx.runs().create(StoreFixture.newRun(dag, 5)));
    assertThat(again).isEqualTo(new Created.Conflict(first));
  }

  @Test
  void aDeposedWorkerChangesNothing() {
    DagRun run = given.running(given.register(StoreFixture.chain("deposed", 1)), 0);
    TaskInstance held = given.start(run, "t000", "w1");
    UUID stale = UUID.randomUUID();
    TaskInstance deposed = withEpoch(held, stale);
    assertThat(given.move(deposed, TransitionCause.SUCCEEDED, TaskState.SUCCESS)).isFalse();
    TaskReport report = new TaskReport("x", null, Map.of("a", "b"), Map.of(), null, null);
    assertThat(report(held, stale, report)).isFalse();
    assertThat(extend(held, stale)).isEmpty();
    assertThat(given.task(run, "t000")).isEqualTo(held);
    given.move(held, TransitionCause.CLEARED, TaskState.RESTARTING);
    UUID epoch = Objects.requireNonNull(held.epoch());
    assertThat(extend(held, epoch)).as("a restarting task is no longer its worker's").isEmpty();
  }

  private static TaskInstance withEpoch(TaskInstance task, UUID epoch) {
    return new TaskInstance(
        task.id(),
        task.runPk(),
        task.taskId(),
        task.mapIndex(),
        task.state(),
        task.tryNumber(),
        task.maxTries(),
        epoch,
        task.worker(),
        task.times(),
        task.decision(),
        task.reason(),
        task.externalId());
  }

  @Test
  void racingClaimersNeverTakeATaskTwice() throws Exception {
    StoredDag dag = given.register(StoreFixture.chain("race", 1));
    for (int day = 0; day < 40; day++) {
      given.schedule(given.running(dag, day), "t000");
    }
    ExecutorService claimers = Executors.newFixedThreadPool(4);
    try {
      Map<UUID, String> owner = new HashMap<>();
      List<Callable<List<TaskInstance>>> work =
          List.of(claimer("a"), claimer("b"), claimer("c"), claimer("d"));
      for (Future<List<TaskInstance>> each : claimers.invokeAll(work, 60, TimeUnit.SECONDS)) {
        for (TaskInstance task : each.get()) {
          assertThat(owner.put(task.id(), String.valueOf(task.worker()))).isNull();
        }
      }
      assertThat(owner).hasSize(40);
    } finally {
      claimers.shutdownNow();
    }
  }

  private static Callable<List<TaskInstance>> claimer(String worker) {
    return () -> {
      List<TaskInstance> mine = new ArrayList<>();
      List<TaskInstance> some = given.claim(worker, 3);
      while (!some.isEmpty()) {
        mine.addAll(some);
        some = given.claim(worker, 3);
      }
      return mine;
    };
  }

  @Test
  void aClaimOnAStaleReadingLoses() {
    DagRun run = given.running(given.register(StoreFixture.chain("stale_claim", 1)), 0);
    given.schedule(run, "t000");
    TaskInstance scheduled = given.task(run, "t000");
    Instant now = store.now();
    List<TaskInstance> won =
        store.transact(
            tx ->
                tx.tasks()
                    .claim(
                        List.of(StoreFixture.claimOf(scheduled, now)), "w1", StoreFixture.LEASE));
    List<TaskInstance> lost =
        store.transact(
            tx ->
                tx.tasks()
                    .claim(
                        List.of(StoreFixture.claimOf(scheduled, now)), "w2", StoreFixture.LEASE));
    assertThat(won).hasSize(1);
    assertThat(lost).isEmpty();
  }

  @Test
  void slotsAreCountedFromStates() {
    DagRun run = given.running(given.register(StoreFixture.chain("slots", 2)), 0);
    given.start(run, "t000", "w1");
    ClaimSnapshot snapshot = store.transact(tx -> tx.tasks().claimable(List.of("default"), 10));
    assertThat(snapshot.pools().get("default_pool"))
        .isNotNull()
        .satisfies(use -> assertThat(use.slots()).isEqualTo(128))
        .satisfies(use -> assertThat(use.used()).isPositive())
        .satisfies(use -> assertThat(use.holders()).isNotEmpty());
    assertThat(snapshot.activeInRun()).containsEntry(run.id(), 1);
    assertThat(snapshot.activeOfTask()).containsEntry("slots/t000", 1);
    assertThat(snapshot.activeOfTaskInRun()).containsEntry(run.id() + "/t000", 1);
  }

  @Test
  void aRunIsPlannedByOneAtATime() {
    DagRun run = given.running(given.register(StoreFixture.chain("locked", 3)), 0);
    store.transact(
        tx -> {
          assertThat(tx.runs().lockForPlanning(run.id()).orElseThrow().tasks()).hasSize(3);
          assertThat(lock(run)).isEmpty();
          return true;
        });
    assertThat(lock(run)).isPresent();
    store.transact(
        tx ->
            tx.runs()
                .changeState(run.id(), RunState.RUNNING, RunState.FAILED, "x failed", "scheduler"));
    assertThat(lock(run)).isEmpty();
    assertThat(store.transact(tx -> tx.runs().find(run.id())).orElseThrow().failure())
        .isEqualTo("x failed");
  }

  @Test
  void aLostConnectionIsUnavailableAndTheNextCallWorks() {
    StoredDag dag = given.register(StoreFixture.chain("killed", 1));
    assertThatThrownBy(
            () ->
                store.transact(
                    tx -> {
                      tx.dags().setPaused("killed", true);
                      postgres.terminateBackends();
                      return tx.dags().find("killed");
                    }))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("nothing was changed")
        .hasCauseInstanceOf(SQLException.class);
    assertThat(store.transact(tx -> tx.dags().find("killed")).orElseThrow().paused())
        .isEqualTo(dag.paused());
  }

  @Test
  void aFailureOfTheWorkRollsBackAndIsPassedOn() {
    given.register(StoreFixture.chain("rolled", 1));
    assertThatThrownBy(
            () ->
                store.transact(
                    tx -> {
                      tx.dags().setPaused("rolled", true);
                      throw new IllegalStateException("no");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no");
    assertThat(store.transact(tx -> tx.dags().find("rolled")).orElseThrow().paused()).isFalse();
  }

  @Test
  void theSchemaRefusesStatesWithoutTheirTimes() throws SQLException {
    DagRun run = given.running(given.register(StoreFixture.chain("guarded", 1)), 0);
    Set<String> refused = new HashSet<>();
    List<String> nonsense =
        List.of(
            "update task_instance set state = 'running'",
            "update task_instance set state = 'success'",
            "update task_instance set state = 'queued', queued_at = now()",
            "update task_instance set state = 'up_for_retry', end_date = now()",
            "update task_instance set state = 'dreaming'",
            "update task_instance set epoch = gen_random_uuid()",
            "update task_instance set end_date = now()",
            "update dag_run set state = 'success'",
            "update dag_run set end_date = now()",
            "update dag_run set failure = 'x'");
    for (String statement : nonsense) {
      String key = statement.startsWith("update dag_run") ? "id" : "run_pk";
      if (fails(statement + " where " + key + " = " + run.id())) {
        refused.add(statement);
      }
    }
    assertThat(refused).containsExactlyInAnyOrderElementsOf(nonsense);
  }

  private static boolean fails(String sql) throws SQLException {
    try (Connection connection = postgres.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return false;
    } catch (SQLException e) {
      if ("23514".equals(e.getSQLState())) {
        return true;
      }
      throw e;
    }
  }
}
