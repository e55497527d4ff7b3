package io.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.dag.Dag;
import io.orchestrator.run.ClaimSnapshot;
import io.orchestrator.run.ClaimSnapshot.Candidate;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TransitionCause;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.TaskStore.Except;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What may be claimed, in which order, and that nothing is claimed twice. */
public abstract class ClaimContract extends StoreContract {
  private ClaimSnapshot claimable(String queue, int limit) {
    return store().transact(tx -> tx.tasks().claimable(List.of(queue), Except.NOTHING, limit));
  }

  @Test
  void theBestComeFirstAndOnlyOfServedQueues() {
    StoredDag dag = given().register(StoreFixture.onQueue(StoreFixture.chain("ordered", 2), "q1"));
    DagRun later = given().running(dag, 1);
    DagRun earlier = given().running(dag, 0);
    given().schedule(later, "t000");
    given().schedule(earlier, "t001");
    given().schedule(earlier, "t000");
    assertThat(names(claimable("q1", 10)))
        .as("t000 weighs more, then the earlier date")
        .containsExactly(earlier.id() + " t000", later.id() + " t000", earlier.id() + " t001");
    assertThat(names(claimable("q1", 1))).containsExactly(earlier.id() + " t000");
    assertThat(names(claimable("q2", 10))).isEmpty();
  }

  private static List<String> names(ClaimSnapshot snapshot) {
    return snapshot.candidates().stream()
        .map(c -> c.task().runPk() + " " + c.task().taskId())
        .toList();
  }

  @Test
  void nothingOfAPausedDagOrAnEndedRunIsClaimable() {
    StoredDag dag = given().register(StoreFixture.onQueue(StoreFixture.chain("halted", 1), "q3"));
    DagRun run = given().running(dag, 0);
    given().schedule(run, "t000");
    assertThat(claimable("q3", 10).candidates()).hasSize(1);
    store().transact(tx -> tx.dags().setPaused("halted", true));
    assertThat(claimable("q3", 10).candidates()).isEmpty();
    store().transact(tx -> tx.dags().setPaused("halted", false));
    given().move(run, RunState.FAILED, "");
    assertThat(claimable("q3", 10).candidates()).isEmpty();
  }

  @Test
  void whatHasNoRoomHidesNothingBehindIt() {
    Dag crowded =
        Dag.define(
            "crowded",
            d -> {
              d.maxActiveTasks(1);
              d.action("first", c -> {}).queue("q5").priority(9);
              d.action("second", c -> {}).queue("q5").priority(9);
            });
    Dag single =
        Dag.define(
            "single", d -> d.action("one", c -> {}).queue("q5").priority(9).maxActivePerDag(1));
    Dag homeless =
        Dag.define("homeless", d -> d.action("lost", c -> {}).queue("q5").priority(9).pool("none"));
    Dag modest = Dag.define("modest", d -> d.action("small", c -> {}).queue("q5"));
    DagRun full = given().running(given().register(StoreFixture.loaded(crowded)), 0);
    given().start(full, "first", "w1");
    StoredDag limited = given().register(StoreFixture.loaded(single));
    given().start(given().running(limited, 0), "one", "w1");
    DagRun waiting = given().running(limited, 1);
    DagRun lost = given().running(given().register(StoreFixture.loaded(homeless)), 0);
    DagRun behind = given().running(given().register(StoreFixture.loaded(modest)), 0);
    given().schedule(full, "second");
    given().schedule(waiting, "one");
    given().schedule(lost, "lost");
    given().schedule(behind, "small");

    assertThat(names(claimable("q5", 1))).containsExactly(behind.id() + " small");
    assertThat(names(store().transact(tx -> tx.tasks().scheduled(full.id()))))
        .as("explaining sees what has no room")
        .containsExactly(full.id() + " second");
  }

  @Test
  void aCrowdOfOneDagHidesNoOther() {
    StoredDag crowd = given().register(StoreFixture.onQueue(StoreFixture.chain("crowd", 9), "q6"));
    for (int day = 0; day < 20; day++) {
      given().schedule(given().running(crowd, day), "t000");
    }
    StoredDag one = given().register(StoreFixture.onQueue(StoreFixture.chain("one", 1), "q6"));
    DagRun behind = given().running(one, 90);
    given().schedule(behind, "t000");
    ClaimSnapshot snapshot = claimable("q6", 10);
    assertThat(names(snapshot)).contains(behind.id() + " t000");
    assertThat(snapshot.more()).as("of the crowd").isTrue();
    assertThat(snapshot.candidates()).hasSizeLessThanOrEqualTo(11);
    assertThat(claimable("q6", 1_000).more()).isFalse();
    assertThat(claimable("q6", 1_000).activeInDag().getOrDefault("crowd", 0)).isZero();
    given().claim(behind, "t000", "w1");
    assertThat(claimable("q6", 1).activeInDag()).containsEntry("one", 1);
  }

  @Test
  void whatIsToBeLeftAloneIsNotLookedAt() {
    StoredDag dag = given().register(StoreFixture.onQueue(StoreFixture.chain("left", 2), "q7"));
    DagRun first = given().running(dag, 0);
    DagRun second = given().running(dag, 1);
    given().schedule(first, "t000");
    given().schedule(second, "t000");
    given().schedule(second, "t001");
    Except except = new Except(List.of(first.id()), List.of(given().task(second, "t000").id()));
    ClaimSnapshot snapshot =
        store().transact(tx -> tx.tasks().claimable(List.of("q7"), except, 100));
    assertThat(names(snapshot)).containsExactly(second.id() + " t001");
  }

  @Test
  void slotsAreCountedFromStates() {
    DagRun run = given().running(given().register(StoreFixture.chain("slots", 2)), 0);
    int before = used();
    TaskInstance held = given().start(run, "t000", "w1");
    ClaimSnapshot snapshot = claimable("default", 10);
    assertThat(snapshot.pools().get("default_pool"))
        .isNotNull()
        .satisfies(use -> assertThat(use.slots()).isEqualTo(128))
        .satisfies(use -> assertThat(use.used()).isEqualTo(before + 1))
        .satisfies(use -> assertThat(use.holders()).isNotEmpty());
    assertThat(snapshot.activeInRun()).containsEntry(run.id(), 1);
    assertThat(snapshot.activeOfTask()).containsEntry("slots/t000", 1);
    assertThat(snapshot.activeOfTaskInRun()).containsEntry(run.id() + "/t000", 1);
    given().move(held, TransitionCause.CLEARED, TaskState.RESTARTING);
    assertThat(used()).as("a process that is being ended still has its slot").isEqualTo(before + 1);
    given()
        .move(
            given().task(run, "t000"),
            TransitionCause.WORKER_LOST_WILL_RETRY,
            TaskState.UP_FOR_RETRY,
            store().now());
    assertThat(used()).isEqualTo(before);
  }

  private int used() {
    ClaimSnapshot.PoolUse use = claimable("default", 1).pools().get("default_pool");
    return use == null ? -1 : use.used();
  }

  @Test
  void aClaimOnAStaleReadingLoses() {
    DagRun run = given().running(given().register(StoreFixture.chain("stale_claim", 1)), 0);
    given().schedule(run, "t000");
    TaskInstance scheduled = given().task(run, "t000");
    assertThat(claim(scheduled, "w1"))
        .singleElement()
        .satisfies(t -> assertThat(t.worker()).isEqualTo("w1"))
        .satisfies(t -> assertThat(t.epoch()).isNotNull())
        .satisfies(t -> assertThat(t.state()).isEqualTo(TaskState.QUEUED));
    assertThat(claim(scheduled, "w2")).isEmpty();
  }

  private List<TaskInstance> claim(TaskInstance task, String worker) {
    Instant now = store().now();
    return store()
        .transact(
            tx ->
                tx.tasks()
                    .claim(List.of(StoreFixture.claimOf(task, now)), worker, StoreFixture.LEASE));
  }

  @Test
  void racingClaimersNeverTakeATaskTwice() throws Exception {
    StoredDag dag = given().register(StoreFixture.onQueue(StoreFixture.chain("race", 1), "q4"));
    for (int day = 0; day < 40; day++) {
      given().schedule(given().running(dag, day), "t000");
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

  private Callable<List<TaskInstance>> claimer(String worker) {
    return () -> {
      List<TaskInstance> mine = new ArrayList<>();
      List<TaskInstance> some = claimThree(worker);
      while (!some.isEmpty()) {
        mine.addAll(some);
        some = claimThree(worker);
      }
      return mine;
    };
  }

  private List<TaskInstance> claimThree(String worker) {
    return store()
        .transact(
            tx -> {
              List<Candidate> best =
                  tx.tasks().claimable(List.of("q4"), Except.NOTHING, 3).candidates();
              return tx.tasks()
                  .claim(StoreFixture.claims(best, tx.now()), worker, StoreFixture.LEASE);
            });
  }
}
