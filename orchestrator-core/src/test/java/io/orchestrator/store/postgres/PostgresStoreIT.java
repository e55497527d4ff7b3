package io.orchestrator.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunSnapshot;
import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TransitionCause;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreFixture;
import io.orchestrator.store.StoreUnavailableException;
import io.orchestrator.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresStoreIT extends PostgresContracts {
  private static TestPostgres postgres;
  private static PostgresStore store;
  private static StoreFixture given;

  @BeforeAll
  static void open() {
    postgres = TestPostgres.create();
    store = new PostgresStore(postgres.dataSource());
    given = new StoreFixture(store);
  }

  @Override
  Store store() {
    return store;
  }

  private static Optional<RunSnapshot> lock(DagRun run) {
    return store.transact(tx -> tx.runs().lockForPlanning(List.of(run.id()))).stream().findFirst();
  }

  @AfterAll
  static void close() {
    postgres.close();
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
  void aRunIsPlannedByOneAtATime() {
    DagRun run = given.running(given.register(StoreFixture.chain("locked", 3)), 0);
    store.transact(
        tx -> {
          assertThat(tx.runs().lockForPlanning(List.of(run.id())).get(0).tasks()).hasSize(3);
          assertThat(lock(run)).isEmpty();
          return true;
        });
    assertThat(lock(run)).isPresent();
  }

  @Test
  void aRunThatOthersHoldIsNotDeletedAndNotWaitedFor() {
    DagRun run = given.running(given.register(StoreFixture.chain("held", 1)), 0);
    given.move(run, RunState.SUCCESS, "");
    store.transact(
        tx -> {
          tx.runs().lockForOrder(run.id());
          assertThat(delete(run)).isEmpty();
          return true;
        });
    assertThat(delete(run)).containsExactly(run.id());
  }

  private static Collection<Long> delete(DagRun run) {
    return store.transact(
        tx -> tx.retention().delete(List.of(run.id()), tx.now().plusSeconds(60), false));
  }

  @Test
  void theTryOfASuccessHasARowOnlyWhenItsInstanceHasChanged() throws SQLException {
    DagRun run = given.running(given.register(StoreFixture.chain("lean", 1)), 0);
    given.move(given.start(run, "t000", "w1"), TransitionCause.SUCCEEDED, TaskState.SUCCESS);
    assertThat(rowsOfTries(run)).isZero();
    given.move(given.task(run, "t000"), TransitionCause.CLEARED, TaskState.NONE);
    assertThat(rowsOfTries(run)).isEqualTo(1);
  }

  private static int rowsOfTries(DagRun run) throws SQLException {
    try (Connection connection = postgres.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "select count(*) from task_attempt a join task_instance t"
                    + " on t.id = a.task_instance_id where t.run_pk = "
                    + run.id())) {
      result.next();
      return result.getInt(1);
    }
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
