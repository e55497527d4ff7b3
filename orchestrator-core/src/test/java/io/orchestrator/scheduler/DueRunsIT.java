package io.orchestrator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.dag.Dag;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.Store;
import io.orchestrator.store.StoreFixture;
import io.orchestrator.store.postgres.PostgresStore;
import io.orchestrator.testkit.TestPostgres;
import io.orchestrator.timetable.DataInterval;
import io.orchestrator.timetable.RunSlot;
import io.orchestrator.timetable.Schedule;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Making and starting runs, on real rows and locks. */
class DueRunsIT {
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

  @Test
  void aDagWhoseModelCannotBeReadStopsNoOther() {
    StoredDag bad = due("unreadable", 20);
    due("readable", 10);
    JdbcClient.create(postgres.dataSource())
        .sql("update dag_version set model = '{\"from\": \"a later release\"}' where id = ?")
        .param(bad.version().id())
        .update();
    // Models are kept in memory once read: this one has read none.
    Store restarted = new PostgresStore(postgres.dataSource());
    new CreateDueRuns(restarted, restarted, new Quarantine(store::now)).run();
    List<Long> started = new StartQueuedRuns(restarted).run();
    assertThat(runs("readable")).extracting(DagRun::id).isEqualTo(started).hasSize(1);
    assertThat(runs("unreadable")).as("stays due").isEmpty();
  }

  @Test
  void twoSchedulersDoNotFillTheSameRoomTwice() {
    StoredDag dag =
        given.register(StoreFixture.withMaxActiveRuns(StoreFixture.chain("room_for_one", 1), 1));
    DagRun later = given.run(dag, 1);
    List<Long> startedByOther =
        store.transact(
            tx -> {
              assertThat(StartQueuedRuns.start(tx)).containsExactly(later.id());
              return otherScheduler(dag);
            });
    assertThat(startedByOther).isEmpty();
    assertThat(runs("room_for_one"))
        .extracting(DagRun::state)
        .containsExactlyInAnyOrder(RunState.RUNNING, RunState.QUEUED);
  }

  /** Finds a run that is older than the one whose start is not committed. */
  private static List<Long> otherScheduler(StoredDag dag) {
    return CompletableFuture.supplyAsync(
            () -> {
              given.run(dag, 0);
              return new StartQueuedRuns(store).run();
            })
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }

  private static StoredDag due(String dagId, int secondsAgo) {
    Dag daily =
        Dag.define(
            dagId,
            d -> {
              d.schedule(Schedule.daily()).pausedAtCreation(false);
              d.action("a", c -> {});
            });
    StoredDag dag = given.register(StoreFixture.loaded(daily));
    Instant at = store.now().minusSeconds(secondsAgo).truncatedTo(ChronoUnit.SECONDS);
    store.transact(
        tx -> {
          tx.dags().setNextFire(dagId, new RunSlot(at, new DataInterval(at, at), at));
          return true;
        });
    return dag;
  }

  private static List<DagRun> runs(String dagId) {
    return store.transact(tx -> tx.runs().list(dagId, List.of(), 10));
  }
}
