package io.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.model.TaskLimits;
import io.orchestrator.model.TaskModel.PastRule;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunSnapshot;
import io.orchestrator.run.RunSpec;
import io.orchestrator.run.RunState;
import io.orchestrator.run.RunTransition;
import io.orchestrator.run.RunType;
import io.orchestrator.run.StartPlanner;
import io.orchestrator.run.StartSnapshot;
import io.orchestrator.run.StartSnapshot.DagUse;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TransitionCause;
import io.orchestrator.store.DagStore.LoadedDag;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.RunStore.Created;
import io.orchestrator.timetable.DataInterval;
import io.orchestrator.timetable.RunSlot;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs: unique names and dates, states with their moments, what may start. */
public abstract class RunStoreContract extends StoreContract {
  private DagRun read(DagRun run) {
    return given().read(run);
  }

  private boolean apply(DagRun before, RunState to) {
    return store()
        .transact(tx -> tx.runs().apply(new RunTransition(before, to, "", tx.now()), "scheduler"));
  }

  @Test
  void aRunIsMadeWithAnInstanceForEachTask() {
    DagRun run = given().run(given().register(StoreFixture.chain("made", 3)), 0);
    assertThat(run.state()).isEqualTo(RunState.QUEUED);
    assertThat(run.spec().trigger().conf()).isEqualTo(Map.of("day", 0));
    assertThat(list(tx -> tx.tasks().ofRun(run.id())))
        .extracting(t -> t.taskId() + " " + t.state() + " " + t.tryNumber() + " " + t.maxTries())
        .containsExactly("t000 NONE 0 1", "t001 NONE 0 1", "t002 NONE 0 1");
    assertThat(one(tx -> tx.runs().find(run.dagId(), run.runId()))).contains(run);
  }

  @Test
  void aConfKeepsItsDecimals() {
    StoredDag dag = given().register(StoreFixture.chain("decimals", 1));
    BigDecimal much = new BigDecimal("12345678901234567.890");
    RunSpec exact =
        StoreFixture.newRun(dag, 0)
            .withTrigger(new RunSpec.Trigger("cli", null, Map.of("much", much)));

    store().transact(tx -> tx.runs().create(exact));

    assertThat(one(tx -> tx.runs().find(dag.dagId(), exact.runId())).orElseThrow())
        .extracting(run -> run.spec().trigger().conf().get("much"))
        .isEqualTo(much);
  }

  @Test
  void aSecondRunForTheSameDateOrNameIsAConflictThatNamesTheFirst() {
    StoredDag dag = given().register(StoreFixture.chain("twice", 1));
    DagRun first = given().run(dag, 5);
    Created again = store().transact(tx -> tx.runs().create(StoreFixture.newRun(dag, 5)));
    assertThat(again).isEqualTo(new Created.Conflict(first));
    RunSpec n = StoreFixture.newRun(dag, 5);
    RunSpec otherName =
        new RunSpec(
            n.dagId(), "manual__x", RunType.MANUAL, n.dagVersionId(), n.dates(), n.trigger(), null);
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
    given().move(oldest, RunState.SUCCESS, "");
    given().move(failed, RunState.FAILED, "");
    given().move(success, RunState.SUCCESS, "");
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
    RunSpec n = StoreFixture.newRun(dag, 0);
    UUID unknown = UUID.randomUUID();
    RunSpec wrong =
        new RunSpec(n.dagId(), n.runId(), n.type(), unknown, n.dates(), n.trigger(), null);
    assertThatThrownBy(() -> store().transact(tx -> tx.runs().create(wrong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(unknown.toString());
  }

  @Test
  void statesChangeByCompareAndSetWithAirflowsMoments() {
    DagRun run = given().run(given().register(StoreFixture.chain("moments", 1)), 0);
    RunTransition start = new RunTransition(run, RunState.RUNNING, "", store().now());
    assertThat(apply(start.after(), RunState.SUCCESS)).as("of a run that is queued").isFalse();
    assertThat(read(run)).isEqualTo(run);
    given().move(run, RunState.RUNNING, "");
    DagRun running = read(run);
    assertThat(running.startDate()).isNotNull();
    assertThat(running.endDate()).isNull();
    given().move(run, RunState.FAILED, "x failed");
    DagRun failed = read(run);
    assertThat(failed.failure()).isEqualTo("x failed");
    assertThat(failed.startDate()).isEqualTo(running.startDate());
    assertThat(failed.endDate()).isNotNull();
    store().transact(tx -> noted(tx, run));
    assertThat(apply(failed, RunState.QUEUED)).isTrue();
    DagRun cleared = read(run);
    assertThat(cleared.clearNumber()).isEqualTo(1);
    assertThat(cleared.spec().note()).isEqualTo("again");
    assertThat(cleared.moments().queuedAt()).isAfterOrEqualTo(running.startDate());
    assertThat(cleared.startDate()).isNull();
    assertThat(cleared.endDate()).isNull();
    assertThat(cleared.failure()).isNull();
  }

  private static boolean noted(StoreTransaction tx, DagRun run) {
    tx.runs().setNote(run.id(), "again");
    return true;
  }

  @Test
  void aChangeOfARunThatWasClearedMeanwhileIsNotMade() {
    DagRun before = given().running(given().register(StoreFixture.chain("begun_anew", 1)), 0);
    given().move(before, RunState.FAILED, "");
    given().move(before, RunState.QUEUED, "");
    given().move(before, RunState.RUNNING, "");
    DagRun anew = read(before);
    assertThat(apply(before, RunState.SUCCESS)).isFalse();
    assertThat(read(before)).isEqualTo(anew);
    assertThat(apply(anew, RunState.SUCCESS)).isTrue();
  }

  @Test
  void ofManyChangesThoseThatLostTheirRaceAreLeftOut() {
    StoredDag dag = given().register(StoreFixture.chain("changed_together", 1));
    DagRun one = given().run(dag, 0);
    DagRun lost = given().run(dag, 1);
    DagRun other = given().run(dag, 2);
    given().move(lost, RunState.RUNNING, "");
    Instant at = store().now();
    Collection<Long> changed =
        store()
            .transact(
                tx ->
                    tx.runs()
                        .apply(
                            Stream.of(other, lost, one)
                                .map(run -> new RunTransition(run, RunState.FAILED, "why", at))
                                .toList(),
                            "anna"));
    assertThat(changed).containsExactlyInAnyOrder(one.id(), other.id());
    assertThat(read(one).failure()).isEqualTo("why");
    assertThat(read(lost).state()).isEqualTo(RunState.RUNNING);
    assertThat(
            list(tx -> tx.audit().latest(10)).stream()
                .filter(row -> row.actor().equals("anna"))
                .map(row -> row.subject().runId() + " " + row.event() + " " + row.detail()))
        .containsExactlyInAnyOrder(
            one.runId() + " run.failed why", other.runId() + " run.failed why");
    assertThat(store().<Collection<Long>>transact(tx -> tx.runs().apply(List.of(), "anna")))
        .isEmpty();
  }

  @Test
  void runsStartOldestFirstWithinTheLimitOfTheirDag() {
    StoredDag dag = given().register(limited("startable", 2));
    DagRun second = given().run(dag, 1);
    DagRun first = given().run(dag, 0);
    DagRun third = given().run(dag, 2);
    assertThat(startable(dag)).containsExactly(first.runId(), second.runId());
    given().move(first, RunState.RUNNING, "");
    assertThat(startable(dag)).containsExactly(second.runId());
    assertThat(list(tx -> tx.runs().running(dag.dagId()))).containsExactly(read(first));
    assertThat(store().<Integer>transact(tx -> tx.runs().countActive(dag.dagId()))).isEqualTo(3);
    assertThat(planned(third.runAfter().minusMillis(1))).doesNotContain(third);
    store().transact(tx -> tx.dags().setPaused(dag.dagId(), true));
    assertThat(startable(dag)).isEmpty();
  }

  @Test
  void runsOfAFullDagHideNoneOfAnother() {
    StoredDag full = given().register(limited("start_full", 1));
    given().running(full, 0);
    for (int day = 1; day < 5; day++) {
      given().run(full, day);
    }
    StoredDag open = given().register(limited("start_open", 1));
    DagRun late = given().run(open, 90);
    StartSnapshot read = store().transact(tx -> tx.runs().startable(late.runAfter(), 1_000));
    assertThat(read.queued()).extracting(DagRun::dagId).doesNotContain("start_full");
    assertThat(read.dags()).containsEntry("start_open", new DagUse(0, 1));
    assertThat(startable(open)).containsExactly(late.runId());
  }

  @Test
  void ofSomeDagsOnlyTheirRunsStart() {
    StoredDag one = given().register(limited("start_one", 1));
    StoredDag other = given().register(limited("start_other", 1));
    StoredDag paused = given().register(limited("start_paused", 1));
    DagRun wanted = given().run(one, 0);
    given().run(one, 1);
    given().run(other, 0);
    given().run(paused, 0);
    store().transact(tx -> tx.dags().setPaused(paused.dagId(), true));
    List<String> asked = List.of("start_one", "start_paused", "start_one", "nowhere");
    Instant now = StoreFixture.DAY.plusSeconds(9_999_999);
    StartSnapshot read = store().transact(tx -> tx.runs().startable(asked, now, 1_000));
    assertThat(StartPlanner.plan(read, now))
        .extracting(RunTransition::before)
        .containsExactly(wanted);
    assertThat(read.dags()).containsExactly(Map.entry("start_one", new DagUse(0, 1)));
    StartSnapshot none = store().transact(tx -> tx.runs().startable(List.of(), now, 1_000));
    assertThat(none.queued()).isEmpty();
  }

  private static LoadedDag limited(String dagId, int runs) {
    LoadedDag dag = StoreFixture.chain(dagId, 1);
    return StoreFixture.withMaxActiveRuns(dag, runs);
  }

  /** The runs of the DAG that the planner starts, as things are. */
  private List<String> startable(StoredDag dag) {
    return planned(StoreFixture.DAY.plusSeconds(9_999_999))
        .filter(run -> run.dagId().equals(dag.dagId()))
        .map(DagRun::runId)
        .toList();
  }

  private Stream<DagRun> planned(Instant now) {
    return store().transact(tx -> StartPlanner.plan(tx.runs().startable(now, 1_000), now)).stream()
        .map(RunTransition::before);
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
    given().move(run, RunState.FAILED, "x failed");
    assertThat(lock(run)).isEmpty();
    assertThat(one(tx -> tx.runs().snapshot(run.id()))).isPresent();
    assertThat(one(tx -> tx.runs().snapshot(-1))).isEmpty();
  }

  @Test
  void snapshotsOfSeveralRunsLeaveOutThoseThatAreGoneAndWhatLiesBeforeThem() {
    var stored = given().register(StoreFixture.chain("snapshots", 2));
    DagRun first = given().run(stored, 0);
    DagRun second = given().run(stored, 1);
    List<RunSnapshot> found =
        list(tx -> tx.runs().snapshots(List.of(second.id(), -1L, first.id(), second.id())));
    assertThat(found).extracting(s -> s.run().id()).containsExactly(first.id(), second.id());
    assertThat(found).allMatch(s -> s.tasks().size() == 2 && s.previous().isEmpty());
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
  void aGlanceSeesWhatTimeHasBrought() {
    StoredDag dag = given().register(StoreFixture.chain("glanced", 1));
    DagRun run = given().run(dag, 0);
    assertThat(glance(Duration.ZERO).runsQueued()).isTrue();
    given().move(run, RunState.RUNNING, "");
    assertThat(glance(Duration.ZERO).leastPlanned()).contains(run.id());
    assertThat(glance(Duration.ZERO).atRest()).isFalse();
    TaskInstance held = given().start(run, "t000", "w1");
    assertThat(glance(StoreFixture.LEASE.plusSeconds(1)).attemptsLost()).isTrue();
    assertThat(glance(Duration.ZERO).next())
        .hasValueSatisfying(at -> assertThat(at).isAfter(store().now()));
    given()
        .move(
            held,
            TransitionCause.FAILED_WILL_RETRY,
            TaskState.UP_FOR_RETRY,
            store().now().minusSeconds(1));
    assertThat(glance(Duration.ZERO).timersDue()).isTrue();
    RunSlot due =
        new RunSlot(
            StoreFixture.DAY,
            new DataInterval(StoreFixture.DAY, StoreFixture.DAY.plusSeconds(60)),
            StoreFixture.DAY);
    store()
        .transact(
            tx -> {
              tx.dags().setNextFire("glanced", due);
              return true;
            });
    assertThat(glance(Duration.ZERO).runsDue()).isTrue();
  }

  private Glance glance(Duration ahead) {
    return store().transact(tx -> tx.runs().glance(tx.now().plus(ahead), 1_000));
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
