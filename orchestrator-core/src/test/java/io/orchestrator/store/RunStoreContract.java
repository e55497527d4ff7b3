package io.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.model.TaskLimits;
import io.orchestrator.model.TaskModel.PastRule;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunSnapshot;
import io.orchestrator.run.RunState;
import io.orchestrator.run.RunType;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.DagStore.LoadedDag;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.RunStore.Created;
import io.orchestrator.store.RunStore.NewRun;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Runs: unique names and dates, states with their moments, what may start. */
public abstract class RunStoreContract extends StoreContract {
  private DagRun read(DagRun run) {
    return store().transact(tx -> tx.runs().find(run.id())).orElseThrow();
  }

  private boolean change(DagRun run, RunState from, RunState to, String reason) {
    return store().transact(tx -> tx.runs().changeState(run.id(), from, to, reason, "scheduler"));
  }

  @Test
  void aRunIsMadeWithAnInstanceForEachTask() {
    DagRun run = given().run(given().register(StoreFixture.chain("made", 3)), 0);
    assertThat(run.state()).isEqualTo(RunState.QUEUED);
    assertThat(run.conf()).isEqualTo(Map.of("day", 0));
    assertThat(list(tx -> tx.tasks().ofRun(run.id())))
        .extracting(t -> t.taskId() + " " + t.state() + " " + t.tryNumber() + " " + t.maxTries())
        .containsExactly("t000 NONE 0 1", "t001 NONE 0 1", "t002 NONE 0 1");
    assertThat(one(tx -> tx.runs().find(run.dagId(), run.runId()))).contains(run);
  }

  @Test
  void aSecondRunForTheSameDateOrNameIsAConflictThatNamesTheFirst() {
    StoredDag dag = given().register(StoreFixture.chain("twice", 1));
    DagRun first = given().run(dag, 5);
    Created again = store().transact(tx -> tx.runs().create(StoreFixture.newRun(dag, 5)));
    assertThat(again).isEqualTo(new Created.Conflict(first));
    NewRun n = StoreFixture.newRun(dag, 5);
    NewRun otherName =
        new NewRun(
            n.dagId(),
            "manual__x",
            RunType.MANUAL,
            n.dagVersionId(),
            n.logicalDate(),
            n.interval(),
            n.runAfter(),
            Map.of(),
            "ui",
            "anna",
            null);
    Created sameDate = store().transact(tx -> tx.runs().create(otherName));
    assertThat(sameDate).isEqualTo(new Created.Conflict(first));
    assertThat(given().triggered(dag, "a").logicalDate()).isNull();
    assertThat(given().triggered(dag, "b").logicalDate()).isNull();
  }

  @Test
  void thePreviousSuccessIsTheLatestByLogicalDateThatSucceeded() {
    StoredDag dag = given().register(StoreFixture.chain("earlier", 1));
    DagRun oldest = given().running(dag, 0);
    DagRun success = given().running(dag, 1);
    DagRun failed = given().running(dag, 2);
    DagRun last = given().running(dag, 3);
    change(oldest, RunState.RUNNING, RunState.SUCCESS, "");
    change(failed, RunState.RUNNING, RunState.FAILED, "");
    change(success, RunState.RUNNING, RunState.SUCCESS, "");
    assertThat(previousSuccess(last)).contains(success.id());
    assertThat(previousSuccess(success)).contains(oldest.id());
    assertThat(previousSuccess(oldest)).isEmpty();
  }

  private Optional<Long> previousSuccess(DagRun run) {
    Instant date = Objects.requireNonNull(run.logicalDate());
    return store().transact(tx -> tx.runs().previousSuccess(run.dagId(), date).map(DagRun::id));
  }

  @Test
  void aRunNeedsAVersion() {
    StoredDag dag = given().register(StoreFixture.chain("versionless", 1));
    NewRun n = StoreFixture.newRun(dag, 0);
    UUID unknown = UUID.randomUUID();
    NewRun wrong =
        new NewRun(
            n.dagId(),
            n.runId(),
            n.type(),
            unknown,
            n.logicalDate(),
            n.interval(),
            n.runAfter(),
            n.conf(),
            n.triggeredBy(),
            null,
            null);
    assertThatThrownBy(() -> store().transact(tx -> tx.runs().create(wrong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(unknown.toString());
  }

  @Test
  void statesChangeByCompareAndSetWithAirflowsMoments() {
    DagRun run = given().run(given().register(StoreFixture.chain("moments", 1)), 0);
    assertThat(change(run, RunState.RUNNING, RunState.SUCCESS, "")).isFalse();
    assertThat(change(run, RunState.QUEUED, RunState.RUNNING, "")).isTrue();
    DagRun running = read(run);
    assertThat(running.startDate()).isNotNull();
    assertThat(running.endDate()).isNull();
    assertThat(change(run, RunState.RUNNING, RunState.FAILED, "x failed")).isTrue();
    DagRun failed = read(run);
    assertThat(failed.failure()).isEqualTo("x failed");
    assertThat(failed.startDate()).isEqualTo(running.startDate());
    assertThat(failed.endDate()).isNotNull();
    store()
        .transact(
            tx -> {
              tx.runs().noteCleared(run.id());
              tx.runs().setNote(run.id(), "again");
              return tx.runs().changeState(run.id(), RunState.FAILED, RunState.QUEUED, "", "anna");
            });
    DagRun cleared = read(run);
    assertThat(cleared.clearNumber()).isEqualTo(1);
    assertThat(cleared.note()).isEqualTo("again");
    assertThat(cleared.startDate()).isNull();
    assertThat(cleared.endDate()).isNull();
    assertThat(cleared.failure()).isNull();
  }

  @Test
  void runsStartOldestFirstWithinTheLimitOfTheirDag() {
    StoredDag dag = given().register(limited("startable", 2));
    DagRun second = given().run(dag, 1);
    DagRun first = given().run(dag, 0);
    DagRun third = given().run(dag, 2);
    assertThat(startable(dag)).containsExactly(first.runId(), second.runId());
    change(first, RunState.QUEUED, RunState.RUNNING, "");
    assertThat(startable(dag)).containsExactly(second.runId());
    assertThat(list(tx -> tx.runs().running(dag.dagId()))).containsExactly(read(first));
    assertThat(store().<Integer>transact(tx -> tx.runs().countActive(dag.dagId()))).isEqualTo(3);
    assertThat(list(tx -> tx.runs().startable(third.runAfter().minusMillis(1), 100)))
        .doesNotContain(third);
    store().transact(tx -> tx.dags().setPaused(dag.dagId(), true));
    assertThat(startable(dag)).isEmpty();
  }

  private static LoadedDag limited(String dagId, int runs) {
    LoadedDag dag = StoreFixture.chain(dagId, 1);
    return StoreFixture.withMaxActiveRuns(dag, runs);
  }

  private List<String> startable(StoredDag dag) {
    return store()
        .transact(tx -> tx.runs().startable(StoreFixture.DAY.plusSeconds(9_999_999), 1_000))
        .stream()
        .filter(run -> run.dagId().equals(dag.dagId()))
        .map(DagRun::runId)
        .toList();
  }

  @Test
  void runsAreListedNewestFirstAndTheScheduleGoesOnFromTheLatestDate() {
    StoredDag dag = given().register(StoreFixture.chain("listed", 1));
    DagRun late = given().running(dag, 3);
    DagRun early = given().run(dag, 1);
    DagRun manual = given().triggered(dag, "manual__now");
    assertThat(list(tx -> tx.runs().list("listed", List.of(), 2))).containsExactly(manual, early);
    assertThat(list(tx -> tx.runs().list("listed", List.of(RunState.RUNNING), 9)))
        .containsExactly(late);
    assertThat(one(tx -> tx.runs().lastAutomated("listed"))).contains(late);
    assertThat(one(tx -> tx.runs().lastAutomated("nobody"))).isEmpty();
  }

  @Test
  void onlyUnfinishedRunsAreLockedForPlanning() {
    DagRun run = given().running(given().register(StoreFixture.chain("lock_once", 3)), 0);
    assertThat(lock(run).orElseThrow().tasks()).hasSize(3);
    change(run, RunState.RUNNING, RunState.FAILED, "x failed");
    assertThat(lock(run)).isEmpty();
    assertThat(one(tx -> tx.runs().snapshot(run.id()))).isPresent();
    assertThat(one(tx -> tx.runs().snapshot(-1))).isEmpty();
  }

  @Test
  void severalRunsAreLockedInTheOrderOfTheirKeysEachWithItsOwnTasks() {
    StoredDag dag = given().register(StoreFixture.chain("lock_many", 2));
    DagRun a = given().running(dag, 0);
    DagRun b = given().running(dag, 1);
    List<RunSnapshot> locked =
        list(tx -> tx.runs().lockForPlanning(List.of(b.id(), -1L, a.id(), b.id())));
    assertThat(locked).extracting(s -> s.run().id()).containsExactly(a.id(), b.id());
    assertThat(locked)
        .allSatisfy(s -> assertThat(s.tasks()).hasSize(2).allMatch(t -> t.runPk() == s.run().id()));
    assertThat(list(tx -> tx.runs().find(List.of(b.id(), -1L, a.id()))))
        .extracting(DagRun::id)
        .containsExactlyInAnyOrder(a.id(), b.id());
    assertThat(list(tx -> tx.runs().lockForPlanning(List.of()))).isEmpty();
  }

  private java.util.Optional<RunSnapshot> lock(DagRun run) {
    return store().transact(tx -> tx.runs().lockForPlanning(List.of(run.id()))).stream()
        .findFirst();
  }

  @Test
  void theSweepBeginsWithWhatWasPlannedLongestAgo() {
    StoredDag dag = given().register(StoreFixture.chain("swept", 1));
    DagRun a = given().running(dag, 0);
    DagRun b = given().running(dag, 1);
    lock(a);
    List<Long> order = store().transact(tx -> tx.runs().sweepable(1_000));
    assertThat(order.indexOf(b.id())).isLessThan(order.indexOf(a.id()));
    lock(b);
    List<Long> next = store().transact(tx -> tx.runs().sweepable(1_000));
    assertThat(next.indexOf(a.id())).isLessThan(next.indexOf(b.id()));
  }

  @Test
  void dependsOnPastLooksAtTheLatestEarlierRun() {
    LoadedDag dag =
        StoreFixture.loaded(
            "past",
            List.of(
                StoreFixture.task(
                    "t000", List.of(), TaskLimits.DEFAULT, new PastRule(true, false))),
            "hash");
    StoredDag stored = given().register(dag);
    DagRun first = given().running(stored, 0);
    DagRun second = given().running(stored, 2);
    assertThat(snapshot(first).previous()).isEmpty();
    RunSnapshot.PreviousRun previous = snapshot(second).previous().orElseThrow();
    assertThat(previous.run().id()).isEqualTo(first.id());
    assertThat(previous.states()).containsEntry("t000", List.of(TaskState.NONE));
    assertThat(snapshot(given().run(stored, 1)).previous().orElseThrow().run().id())
        .isEqualTo(first.id());
  }

  private RunSnapshot snapshot(DagRun run) {
    return store().transact(tx -> tx.runs().snapshot(run.id())).orElseThrow();
  }
}
