package io.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.model.BranchDecision;
import io.orchestrator.run.Attempt;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskInstance.Hold;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TransitionCause;
import io.orchestrator.store.AuditStore.AuditRow;
import io.orchestrator.store.MemberStore.WorkerProcess;
import io.orchestrator.store.TaskStore.TaskFacts;
import io.orchestrator.store.TaskStore.TaskReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Task instances: compare-and-set with epochs, tries, reports, leases and timers. */
public abstract class TaskStoreContract extends StoreContract {
  private DagRun running(String dagId, int tasks) {
    return given().running(given().register(StoreFixture.chain(dagId, tasks)), 0);
  }

  private Collection<UUID> extend(TaskInstance task, UUID epoch) {
    return store()
        .transact(tx -> tx.tasks().extendLeases(Map.of(epoch, task.id()), StoreFixture.LEASE));
  }

  private boolean report(TaskInstance task, UUID epoch, TaskReport report) {
    return store().transact(tx -> tx.tasks().report(task.id(), epoch, report));
  }

  private static UUID epoch(TaskInstance task) {
    return Objects.requireNonNull(task.epoch());
  }

  @Test
  void aTaskGoesFromNoneToSuccessWithItsTimesAuditAndTry() {
    DagRun run = running("through", 2);
    TaskInstance running = given().start(run, "t000", "w1");
    assertThat(running.state()).isEqualTo(TaskState.RUNNING);
    assertThat(running.tryNumber()).isEqualTo(1);
    assertThat(running.worker()).isEqualTo("w1");
    assertThat(running.times().leaseUntil()).isAfter(running.times().queuedAt());
    BranchDecision decision =
        new BranchDecision(BranchDecision.Kind.FOLLOW, List.of("t001"), "chose t001");
    assertThat(
            report(
                running, epoch(running), new TaskReport("query-1", decision, Map.of(), Map.of())))
        .isTrue();
    assertThat(given().move(running, TransitionCause.SUCCEEDED, TaskState.SUCCESS)).isTrue();

    TaskInstance ended = given().task(run, "t000");
    assertThat(ended.epoch()).isNull();
    assertThat(ended.times().leaseUntil()).isNull();
    assertThat(ended.times().endDate()).isNotNull();
    assertThat(ended.externalId()).as("reported after the row was read").isEqualTo("query-1");
    assertThat(ended.decision()).isEqualTo(decision);
    List<Attempt> tries = store().transact(tx -> tx.tasks().attempts(ended.id()));
    assertThat(tries).singleElement().extracting(Attempt::state).isEqualTo(TaskState.SUCCESS);
    List<AuditRow> audit = store().transact(tx -> tx.audit().ofRun("through", run.runId(), 100));
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

  @Test
  void aDeposedWorkerChangesNothing() {
    DagRun run = running("deposed", 1);
    TaskInstance held = given().start(run, "t000", "w1");
    UUID stale = UUID.randomUUID();
    TaskInstance deposed = withEpoch(held, stale);
    assertThat(given().move(deposed, TransitionCause.SUCCEEDED, TaskState.SUCCESS)).isFalse();
    TaskReport report = new TaskReport("x", null, Map.of("a", "b"), Map.of());
    assertThat(report(held, stale, report)).isFalse();
    assertThat(extend(held, stale)).isEmpty();
    assertThat(given().task(run, "t000")).isEqualTo(held);
    given().move(held, TransitionCause.CLEARED, TaskState.RESTARTING);
    assertThat(extend(held, epoch(held)))
        .as("a restarting task is no longer its worker's")
        .isEmpty();
  }

  private static TaskInstance withEpoch(TaskInstance task, UUID epoch) {
    Instant lease = Objects.requireNonNull(task.times().leaseUntil());
    return task.withHold(new Hold(epoch, task.worker()), lease);
  }

  @Test
  void reportsOfOneTryAddUpAndANewTryBeginsAnew() {
    DagRun run = running("reports", 1);
    TaskInstance first = given().start(run, "t000", "w1");
    report(first, epoch(first), facts("command", "echo 1", "rows", 1));
    report(first, epoch(first), facts("sql", "select 1", "rows", 2));
    TaskFacts both = store().transact(tx -> tx.tasks().facts(first.id()));
    assertThat(both.renderedFields()).isEqualTo(Map.of("command", "echo 1", "sql", "select 1"));
    assertThat(both.notes()).isEqualTo(Map.of("rows", 2));
    report(first, epoch(first), new TaskReport("query-1", null, Map.of(), Map.of()));
    given()
        .move(
            given().task(run, "t000"),
            TransitionCause.FAILED_WILL_RETRY,
            TaskState.UP_FOR_RETRY,
            store().now());
    TaskInstance second = given().start(run, "t000", "w2");
    assertThat(second.externalId()).as("of the first try").isNull();
    assertThat(second.work().firstTry()).isEqualTo(second.tryNumber());
    report(second, epoch(second), facts("command", "echo 2", "n", 3));
    TaskFacts fresh = store().transact(tx -> tx.tasks().facts(first.id()));
    assertThat(fresh.renderedFields()).isEqualTo(Map.of("command", "echo 2"));
    assertThat(fresh.notes()).isEqualTo(Map.of("n", 3));
  }

  @Test
  void aTryAfterALostWorkerKnowsTheWorkThatGoesOn() {
    DagRun run = running("goes_on", 1);
    TaskInstance first = given().start(run, "t000", "w1");
    report(first, epoch(first), new TaskReport("query-1", null, Map.of(), Map.of()));
    given()
        .move(
            given().task(run, "t000"),
            TransitionCause.WORKER_LOST_WILL_RETRY,
            TaskState.UP_FOR_RETRY,
            store().now());
    TaskInstance second = given().start(run, "t000", "w2");
    assertThat(second.externalId()).isEqualTo("query-1");
    assertThat(second.work().firstTry()).isEqualTo(first.tryNumber());
    given().move(second, TransitionCause.CLEARED, TaskState.RESTARTING);
    given()
        .move(
            given().task(run, "t000"),
            TransitionCause.WORKER_LOST_WILL_RETRY,
            TaskState.UP_FOR_RETRY,
            store().now());
    assertThat(given().task(run, "t000").externalId()).as("a cleared one begins anew").isNull();
  }

  private static TaskReport facts(String field, String text, String note, int value) {
    return new TaskReport(null, null, Map.of(field, text), Map.of(note, value));
  }

  @Test
  void theProcessIsNotedForThoseThatAreStillHeldAndKeepsTheirFacts() {
    DagRun run = running("processes", 2);
    TaskInstance held = given().start(run, "t000", "w1");
    report(held, epoch(held), facts("command", "echo 1", "rows", 1));
    given().move(held, TransitionCause.SUCCEEDED, TaskState.SUCCESS);
    TaskInstance next = given().start(run, "t001", "w1");
    report(next, epoch(next), facts("command", "echo 2", "rows", 2));
    note(Map.of(held.id(), epoch(held), next.id(), epoch(next)));
    assertThat(facts(held).pid()).as("of an ended attempt").isNull();
    assertThat(facts(next))
        .isEqualTo(new TaskFacts(Map.of("command", "echo 2"), Map.of("rows", 2), 7L, "host"));
    report(next, epoch(next), facts("command", "echo 3", "rows", 3));
    assertThat(facts(next).pid()).isEqualTo(7L);
  }

  @Test
  void withoutANoteTheProcessIsThatWhichWentByTheWorkersNameAtTheClaim() {
    DagRun run = running("processes_by_name", 2);
    Instant before = store().now();
    goesBy("w-named", 7, before.minusSeconds(20));
    goesBy("w-named", 8, before.minusSeconds(10));
    goesBy("w-named", 9, before.plusSeconds(60));
    TaskInstance claimed = given().start(run, "t000", "w-named");
    assertThat(facts(claimed).pid()).as("not the one before or after").isEqualTo(8L);
    assertThat(facts(claimed).hostname()).isEqualTo("host-8");
    assertThat(facts(given().start(run, "t001", "w-nameless")).pid()).isNull();
    note(Map.of(claimed.id(), epoch(claimed)));
    assertThat(facts(claimed).hostname()).as("what was noted counts").isEqualTo("host");
  }

  private void goesBy(String worker, long pid, Instant since) {
    WorkerProcess process = new WorkerProcess(new UUID(pid, pid), "host-" + pid, pid, since);
    store()
        .transact(
            tx -> {
              tx.members().goesBy(worker, process);
              return true;
            });
  }

  private TaskFacts facts(TaskInstance task) {
    return store().transact(tx -> tx.tasks().facts(task.id()));
  }

  private void note(Map<UUID, UUID> held) {
    store()
        .transact(
            tx -> {
              tx.tasks().reportProcess(held, 7L, "host");
              return true;
            });
  }

  @Test
  void severalAreFoundAtOnceAndUnknownIdsAreLeftOut() {
    DagRun run = running("several", 3);
    TaskInstance first = given().task(run, "t000");
    TaskInstance last = given().task(run, "t002");
    assertThat(list(tx -> tx.tasks().find(List.of(last.id(), UUID.randomUUID(), first.id()))))
        .containsExactlyInAnyOrder(first, last);
    assertThat(list(tx -> tx.tasks().find(List.of()))).isEmpty();
  }

  @Test
  void aLeaseIsExtendedByItsHolderAndOverAtItsEnd() {
    DagRun run = running("leases", 1);
    TaskInstance held = given().start(run, "t000", "w1");
    Instant end = Objects.requireNonNull(held.times().leaseUntil());
    assertThat(expired(end.minusMillis(1))).doesNotContain(held.id());
    assertThat(expired(end)).contains(held.id());
    assertThat(extend(held, epoch(held))).containsExactly(epoch(held));
    assertThat(given().task(run, "t000").times().leaseUntil()).isAfterOrEqualTo(end);
    assertThat(list(tx -> tx.tasks().heldBy("w1")))
        .extracting(TaskInstance::id)
        .contains(held.id());
    given().move(held, TransitionCause.SUCCEEDED, TaskState.SUCCESS);
    assertThat(expired(end.plus(Duration.ofDays(1)))).doesNotContain(held.id());
  }

  private List<UUID> expired(Instant now) {
    return store().transact(tx -> tx.tasks().leaseExpired(now, 1_000)).stream()
        .map(TaskInstance::id)
        .toList();
  }

  @Test
  void aRetryRingsAtItsMoment() {
    DagRun run = running("timers", 1);
    TaskInstance held = given().start(run, "t000", "w1");
    Instant at = StoreFixture.DAY.minus(Duration.ofDays(9));
    given().move(held, TransitionCause.FAILED_WILL_RETRY, TaskState.UP_FOR_RETRY, at);
    assertThat(list(tx -> tx.tasks().runsWithTimerDue(at, 9))).contains(run.id());
    assertThat(list(tx -> tx.tasks().runsWithTimerDue(at.minusMillis(1), 9)))
        .doesNotContain(run.id());
    List<Attempt> tries = store().transact(tx -> tx.tasks().attempts(held.id()));
    assertThat(tries).singleElement().extracting(Attempt::state).isEqualTo(TaskState.UP_FOR_RETRY);
    given().move(given().task(run, "t000"), TransitionCause.CLEARED, TaskState.NONE);
    TaskInstance cleared = given().task(run, "t000");
    assertThat(cleared.times()).isEqualTo(TaskInstance.TaskTimes.NONE);
    assertThat(cleared.tryNumber()).isEqualTo(1);
  }

  @Test
  void theNextTimerIsTheEarliestStillToCome() {
    DagRun run = running("next_timer", 2);
    TaskInstance past = given().start(run, "t000", "w1");
    TaskInstance next = given().start(run, "t001", "w1");
    Instant at = store().now().plusSeconds(3);
    given().move(past, TransitionCause.FAILED_WILL_RETRY, TaskState.UP_FOR_RETRY, StoreFixture.DAY);
    given().move(next, TransitionCause.FAILED_WILL_RETRY, TaskState.UP_FOR_RETRY, at);
    assertThat(one(tx -> tx.tasks().nextTimer())).contains(at);
  }

  @Test
  void ofTwoChangesOfOneReadingTheFirstWins() {
    DagRun run = running("race_of_two", 1);
    TaskInstance held = given().start(run, "t000", "w1");
    assertThat(given().move(held, TransitionCause.MARKED, TaskState.FAILED)).isTrue();
    assertThat(given().move(held, TransitionCause.SUCCEEDED, TaskState.SUCCESS)).isFalse();
    assertThat(given().task(run, "t000").state()).isEqualTo(TaskState.FAILED);
  }

  @Test
  void everyClaimGetsAWholeLeaseWhateverIsLeftOfItsOwn() {
    DagRun run = given().running(given().register(StoreFixture.chain("renewed", 2)), 0);
    TaskInstance running = given().start(run, "t000", "w1");
    given().schedule(run, "t001");
    TaskInstance queued = given().claim(run, "t001", "w1");
    store()
        .transact(
            tx -> {
              tx.tasks().renewLeases(Duration.ofHours(1));
              return true;
            });
    for (String taskId : List.of("t000", "t001")) {
      assertThat(given().task(run, taskId).times().leaseUntil())
          .isAfter(store().now().plus(Duration.ofMinutes(59)));
    }
    assertThat(given().task(run, "t000").epoch()).isEqualTo(running.epoch());
    assertThat(given().task(run, "t001").epoch()).isEqualTo(queued.epoch());
  }

  @Test
  void nothingThatIsThereIsLockedByOthersWhenNobodyElseIsThere() {
    DagRun run = given().running(given().register(StoreFixture.chain("free", 1)), 0);
    UUID gone = new UUID(1, 1);
    UUID there = given().task(run, "t000").id();
    Collection<UUID> locked = store().transact(tx -> tx.tasks().locked(List.of(there, gone)));
    assertThat(locked).containsExactly(gone);
  }
}
