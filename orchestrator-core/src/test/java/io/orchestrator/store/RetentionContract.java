package io.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.run.DagRun;
import io.orchestrator.run.RunState;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.run.TransitionCause;
import io.orchestrator.store.DagStore.StoredDag;
import io.orchestrator.store.RetentionStore.DeletedRun;
import io.orchestrator.store.RetentionStore.ExpiredRun;
import io.orchestrator.store.RunStore.Created;
import io.orchestrator.store.RunStore.Remembered;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Runs and audit rows are deleted, and whatever is asked for stays. */
public abstract class RetentionContract extends StoreContract {
  private StoredDag dag(String dagId) {
    return given().register(StoreFixture.chain(dagId, 2));
  }

  private DagRun ended(StoredDag dag, int day, RunState state) {
    DagRun run = given().running(dag, day);
    given().move(run, state, "");
    return given().read(run);
  }

  private Instant soon() {
    return store().now().plus(Duration.ofMinutes(1));
  }

  private List<Long> expired(StoredDag dag) {
    return list(tx -> tx.retention().expired(dag.dagId(), soon(), 100)).stream()
        .map(ExpiredRun::runPk)
        .toList();
  }

  private Collection<Long> delete(DagRun run, Instant endedBefore) {
    return store().transact(tx -> tx.retention().delete(List.of(run.id()), endedBefore, true));
  }

  @Test
  void aDeletedRunIsGoneWithAllThatWasIts() {
    StoredDag dag = dag("retained");
    DagRun run = given().running(dag, 0);
    TaskInstance task = given().start(run, "t000", "w1");
    store()
        .transact(
            tx -> {
              tx.xcoms()
                  .replace(List.of(new XComStore.Values(run.id(), "t000", -1, Map.of("k", "1"))));
              return tx.tasks()
                  .report(
                      task.id(),
                      Objects.requireNonNull(task.epoch()),
                      new TaskStore.TaskReport(null, null, Map.of("command", "x"), Map.of()));
            });
    given().move(given().task(run, "t000"), TransitionCause.SUCCEEDED, TaskState.SUCCESS);
    given().move(run, RunState.SUCCESS, "");
    assertThat(delete(run, soon())).containsExactly(run.id());
    assertThat(one(tx -> tx.runs().find(run.id()))).isEmpty();
    assertThat(one(tx -> tx.runs().find(dag.dagId(), run.runId()))).isEmpty();
    assertThat(list(tx -> tx.tasks().ofRun(run.id()))).isEmpty();
    assertThat(one(tx -> tx.tasks().find(task.id()))).isEmpty();
    assertThat(list(tx -> tx.tasks().attempts(task.id()))).isEmpty();
    assertThat(store().transact(tx -> tx.tasks().facts(task.id())).renderedFields()).isEmpty();
    assertThat(list(tx -> tx.xcoms().ofRun(run.id()))).isEmpty();
    assertThat(list(tx -> tx.audit().ofRun(dag.dagId(), run.runId(), 100)))
        .as("the audit log, which has an age of its own")
        .extracting(AuditStore.AuditRow::event)
        .contains("run.queued", "task.succeeded", "run.success");
  }

  @Test
  void nameAndDateOfADeletedRunAreFree() {
    StoredDag dag = dag("free_again");
    DagRun run = ended(dag, 0, RunState.SUCCESS);
    delete(run, soon());
    Created again = store().transact(tx -> tx.runs().create(StoreFixture.newRun(dag, 0)));
    assertThat(again).isInstanceOf(Created.Ok.class);
  }

  @Test
  void endsAreCountedFromTheLastOne() {
    StoredDag dag = dag("ends");
    DagRun first = ended(dag, 5, RunState.SUCCESS);
    DagRun second = ended(dag, 1, RunState.FAILED);
    given().running(dag, 9);
    assertThat(one(tx -> tx.retention().endOf("ends", 1))).contains(second.endDate());
    assertThat(one(tx -> tx.retention().endOf("ends", 2))).contains(first.endDate());
    assertThat(one(tx -> tx.retention().endOf("ends", 3))).isEmpty();
  }

  @Test
  void theLongestEndedRunsExpireFirstWithTheirTasks() {
    StoredDag dag = dag("longest");
    DagRun first = ended(dag, 1, RunState.SUCCESS);
    DagRun second = ended(dag, 0, RunState.SUCCESS);
    ended(dag, 2, RunState.SUCCESS);
    assertThat(list(tx -> tx.retention().expired("longest", soon(), 1)))
        .containsExactly(new ExpiredRun(first.id(), first.runId(), ended(first), 2));
    assertThat(expired(dag)).containsExactly(first.id(), second.id());
    assertThat(list(tx -> tx.retention().expired("longest", ended(first), 9))).isEmpty();
  }

  @Test
  void theLastRunByDateAndTheLastSuccessStay() {
    StoredDag dag = dag("asked_for");
    DagRun oldest = ended(dag, 0, RunState.SUCCESS);
    ended(dag, 1, RunState.SUCCESS);
    DagRun between = ended(dag, 2, RunState.FAILED);
    ended(dag, 3, RunState.FAILED);
    assertThat(expired(dag)).containsExactly(oldest.id(), between.id());
  }

  @Test
  void whatAnUnfinishedRunAsksOfEarlierOnesStays() {
    StoredDag dag = dag("before_running");
    DagRun oldest = ended(dag, 0, RunState.SUCCESS);
    ended(dag, 1, RunState.SUCCESS);
    ended(dag, 2, RunState.FAILED);
    given().running(dag, 3);
    DagRun later = ended(dag, 4, RunState.SUCCESS);
    ended(dag, 5, RunState.SUCCESS);
    assertThat(expired(dag)).containsExactly(oldest.id(), later.id());
  }

  @Test
  void aRunWithATaskAtWorkStays() {
    StoredDag dag = dag("at_work");
    DagRun run = given().running(dag, 0);
    given().start(run, "t000", "w1");
    given().move(run, RunState.FAILED, "");
    ended(dag, 1, RunState.SUCCESS);
    assertThat(expired(dag)).isEmpty();
    assertThat(delete(run, soon())).isEmpty();
    assertThat(one(tx -> tx.runs().find(run.id()))).isPresent();
  }

  @Test
  void aRunWhoseLastOrderCanBeUndoneStays() {
    StoredDag dag = dag("undoable");
    DagRun run = ended(dag, 0, RunState.SUCCESS);
    ended(dag, 1, RunState.SUCCESS);
    assertThat(expired(dag)).containsExactly(run.id());
    store()
        .transact(
            tx -> {
              tx.runs().remember(new Remembered.Key(new UUID(3, 3), "anna"), run.id(), List.of());
              return true;
            });
    assertThat(expired(dag)).isEmpty();
  }

  @Test
  void aRunBegunAnewSinceItWasLookedAtIsPassedOver() {
    StoredDag dag = dag("anew");
    DagRun run = ended(dag, 0, RunState.FAILED);
    assertThat(delete(run, ended(run))).as("one that has ended once more").isEmpty();
    given().move(run, RunState.QUEUED, "");
    assertThat(delete(run, soon())).isEmpty();
    assertThat(given().read(run).state()).isEqualTo(RunState.QUEUED);
  }

  @Test
  void aDeletedRunIsKnownByNameUntilItsLogsAreGone() {
    StoredDag dag = dag("named");
    DagRun run = ended(dag, 0, RunState.SUCCESS);
    DagRun unnamed = ended(dag, 1, RunState.SUCCESS);
    Instant before = store().now();
    delete(run, soon());
    store().transact(tx -> tx.retention().delete(List.of(unnamed.id()), soon(), false));
    DeletedRun known = named().get(0);
    assertThat(named()).containsExactly(new DeletedRun("named", run.runId(), known.at()));
    assertThat(known.at()).isBetween(before, store().now());
    forget(new DeletedRun("named", run.runId(), known.at().minusSeconds(1)));
    assertThat(named()).as("deleted once more since").hasSize(1);
    forget(known);
    assertThat(named()).isEmpty();
  }

  private List<DeletedRun> named() {
    return list(tx -> tx.retention().deletedRuns(1_000)).stream()
        .filter(run -> run.dagId().equals("named"))
        .toList();
  }

  private void forget(DeletedRun run) {
    store()
        .transact(
            tx -> {
              tx.retention().forget(run);
              return true;
            });
  }

  @Test
  void theOldestRowsOfTheAuditLogGoFirst() {
    ended(dag("audited_long_ago"), 0, RunState.SUCCESS);
    long all = countAudit(soon());
    assertThat(countAudit(StoreFixture.DAY)).isZero();
    assertThat(deleteAudit(StoreFixture.DAY, 10)).isZero();
    assertThat(deleteAudit(soon(), 2)).isEqualTo(2);
    assertThat(countAudit(soon())).isEqualTo(all - 2);
    assertThat(list(tx -> tx.audit().latest(1)))
        .extracting(AuditStore.AuditRow::event)
        .containsExactly("run.success");
  }

  private long countAudit(Instant before) {
    return store().transact(tx -> tx.retention().countAudit(before));
  }

  private int deleteAudit(Instant before, int limit) {
    return store().transact(tx -> tx.retention().deleteAudit(before, limit));
  }

  private static Instant ended(DagRun run) {
    return Objects.requireNonNull(run.endDate());
  }
}
