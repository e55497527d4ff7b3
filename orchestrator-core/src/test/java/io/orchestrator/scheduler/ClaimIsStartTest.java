package io.orchestrator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.dag.Dag;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.FinishReport.End;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskInstance;
import io.orchestrator.run.TaskState;
import io.orchestrator.store.AuditStore.AuditRow;
import io.orchestrator.store.TaskStore.TaskFacts;
import io.orchestrator.store.XComStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers with a stream: what they are given runs already, and their slots are credits. */
class ClaimIsStartTest {
  private static final String DAY = "2026-01-01T00:00:00Z";
  private final Engine engine = new Engine("2026-01-02T00:00:00Z");
  private final ConnectedWorkers streams =
      new ConnectedWorkers(engine.store, engine.hand, engine.api);
  private final StreamedWorker worker = new StreamedWorker("w", 2);

  @BeforeEach
  void deploy() {
    engine.deploy(
        Dag.define(
            "chain",
            d -> {
              d.defaults(t -> t.retries(1).retryDelay(Duration.ofSeconds(20)));
              d.action("a", c -> {}).then(d.action("b", c -> {}));
            }));
    engine.deploy(
        Dag.define(
            "wide",
            d -> {
              for (int i = 1; i <= 4; i++) {
                d.action("t" + i, c -> {});
              }
            }));
  }

  private String state(DagRun run, String task) {
    return engine.task(run, task).state().wireName();
  }

  private List<String> events(String task) {
    List<AuditRow> rows = new ArrayList<>(engine.memory.transact(tx -> tx.audit().latest(100)));
    Collections.reverse(rows);
    return rows.stream()
        .filter(row -> task.equals(row.subject().taskId()))
        .map(AuditRow::event)
        .toList();
  }

  @Test
  void whatAConnectedWorkerIsGivenRunsAlreadyAndOneAuditRowSaysSo() {
    worker.connect(streams);
    DagRun run = engine.trigger("chain", DAY);
    WorkItem item = worker.next();
    TaskInstance a = engine.task(run, "a");
    assertThat(a.state()).isEqualTo(TaskState.RUNNING);
    assertThat(a.times().startDate()).isEqualTo(a.times().queuedAt()).isEqualTo(item.claimedAt());
    assertThat(a.epoch()).isEqualTo(item.token().epoch());
    assertThat(a.times().leaseUntil()).isEqualTo(item.claimedAt().plus(Engine.LEASE));
    assertThat(events("a")).containsExactly("task.dependencies_met", "task.claimed");
  }

  @Test
  void itsProcessIsKnownWithoutARowOfTheAttempt() {
    worker.connect(streams);
    DagRun run = engine.trigger("chain", DAY);
    UUID a = engine.task(run, "a").id();
    TaskFacts facts = engine.memory.transact(tx -> tx.tasks().facts(a));
    assertThat(facts.hostname()).isEqualTo("host-of-w");
    assertThat(facts.pid()).isEqualTo(7);
  }

  @Test
  void theNextTaskOfAChainIsHandedOutByTheReactionThatWritesTheEndBeforeIt() {
    StreamedWorker one = new StreamedWorker("one", 1).connect(streams);
    DagRun run = engine.trigger("chain", DAY);
    // One call, one reaction: nothing else happens in it than what it makes happen.
    assertThat(one.succeed(one.next())).isEqualTo(Answer.OK);
    assertThat(one.tasks()).containsExactly("b");
    assertThat(state(run, "b")).isEqualTo("running");
    assertThat(engine.task(run, "b").times().startDate())
        .isEqualTo(engine.task(run, "a").times().endDate());
  }

  @Test
  void itemsLowerTheFreeSlotsAndOnlyTheWorkerRaisesThem() {
    worker.connect(streams);
    DagRun run = engine.trigger("wide", DAY);
    assertThat(worker.tasks()).hasSize(2);
    engine.hand.settle();
    assertThat(worker.tasks()).as("no slot is free").hasSize(2);
    worker.stream().ended(worker.next().token(), Reports.SUCCESS, false);
    assertThat(worker.tasks()).as("its slot is not free with its end").hasSize(1);
    worker.stream().freed(1);
    assertThat(worker.tasks()).hasSize(2);
    assertThat(engine.states(run).values())
        .containsOnlyOnce("success")
        .containsOnlyOnce("scheduled");
  }

  @Test
  void whateverItSaysAWorkerHasNeverMoreFreeSlotsThanSlots() {
    worker.connect(streams);
    worker.stream().freed(100);
    engine.trigger("wide", DAY);
    assertThat(worker.tasks()).hasSize(2);
  }

  @Test
  void anEndThatIsSaidTwiceIsAnsweredTwiceAndChangesNothingMore() {
    worker.connect(streams);
    engine.trigger("chain", DAY);
    WorkItem a = worker.next();
    assertThat(worker.succeed(a)).isEqualTo(Answer.OK);
    worker.stream().ended(a.token(), Reports.SUCCESS, false);
    assertThat(worker.answers).containsEntry(a.token(), Answer.GONE);
    assertThat(worker.tasks()).containsExactly("b");
  }

  @Test
  void workersOfTheSameQueuesShareByTheirFreeSlots() {
    worker.connect(streams);
    StreamedWorker other = new StreamedWorker("other", 2).connect(streams);
    engine.trigger("wide", DAY);
    assertThat(worker.tasks()).hasSize(2);
    assertThat(other.tasks()).hasSize(2);
  }

  @Test
  void oneTaskAfterTheOtherGoesToOneWorkerAfterTheOther() {
    StreamedWorker one = new StreamedWorker("one", 9).connect(streams);
    StreamedWorker two = new StreamedWorker("two", 9).connect(streams);
    engine.trigger("chain", DAY);
    engine.trigger("chain", "2026-01-01T01:00:00Z");
    engine.trigger("chain", "2026-01-01T02:00:00Z");
    engine.trigger("chain", "2026-01-01T03:00:00Z");
    assertThat(one.tasks()).hasSize(2);
    assertThat(two.tasks()).hasSize(2);
  }

  @Test
  void aLongPollAndAStreamShareAndEachGetsItsKind() {
    worker.connect(streams);
    DagRun run = engine.trigger("wide", DAY);
    List<WorkItem> polled = engine.claim("poller", 2);
    assertThat(polled).hasSize(2);
    assertThat(engine.states(run).values())
        .containsExactlyInAnyOrder("running", "running", "queued", "queued");
    assertThat(engine.begin("poller", polled.get(0))).isEqualTo(Answer.OK);
  }

  @Test
  void aWorkerInTroubleGetsNothingUntilItIsWell() {
    worker.connect(streams);
    worker.stream()
        .beat(1, worker.info.withTrouble("The disk is full."), List.of(), List.of())
        .join();
    engine.trigger("chain", DAY);
    assertThat(worker.tasks()).isEmpty();
    worker.stream().beat(2, worker.info, List.of(), List.of()).join();
    engine.hand.settle();
    assertThat(worker.tasks()).containsExactly("a");
  }

  @Test
  void itemsSayWhichBeatWasHeardBeforeTheyWereClaimed() {
    worker.connect(streams);
    engine.trigger("chain", DAY);
    assertThat(worker.lastHeard).as("the hello").isZero();
    worker.stream().beat(3, worker.info, List.of(), List.of()).join();
    worker.succeed(worker.next());
    assertThat(worker.lastHeard).isEqualTo(3);
  }

  @Test
  void aRetryOnAStreamBeginsWithoutTheResultsOfTheTryBefore() {
    worker.connect(streams);
    DagRun run = engine.trigger("chain", DAY);
    WorkItem first = worker.next();
    engine.memory.transact(
        tx -> {
          tx.xcoms().replace(List.of(new XComStore.Values(run.id(), "a", -1, Map.of("left", "1"))));
          return true;
        });
    worker.end(first, End.FAILED);
    engine.after(Duration.ofMinutes(5));
    assertThat(worker.next().task().tryNumber()).isEqualTo(2);
    List<XComStore.XCom> left = engine.memory.transact(tx -> tx.xcoms().ofTask(run.id(), "a"));
    assertThat(left).isEmpty();
  }
}
