package io.orchestrator.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.dag.Dag;
import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.FinishReport.End;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.run.DagRun;
import io.orchestrator.run.TaskInstance;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing that was handed out by a stream is lost, and nothing is started twice. */
class HandBackTest {
  private final Engine engine = new Engine("2026-01-02T00:00:00Z");
  private final ConnectedWorkers streams =
      new ConnectedWorkers(engine.store, engine.hand, engine.api);
  private final StreamedWorker worker = new StreamedWorker("w", 2);
  private @Nullable DagRun run;

  @BeforeEach
  void deploy() {
    engine.deploy(
        Dag.define("d", d -> d.action("a", c -> {}).retries(1).retryDelay(Duration.ofSeconds(20))));
  }

  private void trigger() {
    // No process is taken for the one that claimed at the very moment it came.
    engine.clock.advance(Duration.ofMillis(1));
    run = engine.trigger("d", "2026-01-01T00:00:00Z");
  }

  private DagRun run() {
    return Objects.requireNonNull(run);
  }

  private TaskInstance task() {
    return engine.task(run(), "a");
  }

  private String state() {
    return task().state().wireName() + " in try " + task().tryNumber();
  }

  @Test
  void whatCannotBeSentIsAnotherWorkersInTheSameTry() {
    worker.connect(streams);
    worker.reachable = false;
    trigger();
    StreamedWorker other = new StreamedWorker("other", 1).connect(streams);
    engine.hand.settle();
    assertThat(other.tasks()).containsExactly("a");
    assertThat(other.next().task().tryNumber()).isEqualTo(1);
  }

  @Test
  void whatWasLostOnItsWayGoesBackWhenTheWorkerConnectsAndDoesNotHoldIt() {
    worker.connect(streams);
    worker.losing = true;
    trigger();
    assertThat(state()).isEqualTo("running in try 1");
    UUID lost = task().epoch();
    worker.connect(streams);
    engine.hand.settle();
    assertThat(worker.next().task().tryNumber()).isEqualTo(1);
    assertThat(task().epoch()).isNotEqualTo(lost);
    assertThat(task().reason()).isNull();
  }

  @Test
  void whatTheWorkerHoldsIsNotHandedBackWhenItConnectsAnew() {
    worker.connect(streams);
    trigger();
    WorkItem held = worker.next();
    worker.connect(streams);
    engine.hand.settle();
    assertThat(worker.gone).isEmpty();
    assertThat(worker.tasks()).isEmpty();
    assertThat(worker.succeed(held)).isEqualTo(Answer.OK);
  }

  @Test
  void whatHasEndedThereWithoutAReportMayHaveRunAndIsLeftToItsLease() {
    worker.connect(streams);
    trigger();
    worker.over.add(worker.next().token());
    worker.held.clear();
    worker.connect(streams);
    assertThat(state()).isEqualTo("running in try 1");
    engine.after(Engine.LEASE.plusSeconds(1));
    assertThat(state()).isEqualTo("up_for_retry in try 1");
  }

  @Test
  void whatHasEndedThereIsNamedUntilItIsGoneHoweverOftenTheWorkerConnects() {
    worker.connect(streams);
    trigger();
    worker.over.add(worker.next().token());
    worker.held.clear();
    for (int i = 0; i < 3; i++) {
      assertThat(worker.beat()).as("its lease has not ended").isEmpty();
      engine.clock.advance(Duration.ofSeconds(5));
      worker.connect(streams);
      engine.hand.settle();
      assertThat(state()).isEqualTo("running in try 1");
    }
    engine.after(Engine.LEASE.plusSeconds(1));
    assertThat(state()).as("no beat has extended it").isEqualTo("up_for_retry in try 1");
    assertThat(worker.beat()).hasSize(1);
    assertThat(worker.over).isEmpty();
  }

  @Test
  void aHelloTellsWhatOfTheEndedIsGone() {
    worker.connect(streams);
    trigger();
    worker.over.add(worker.next().token());
    worker.held.clear();
    engine.after(Engine.LEASE.plusSeconds(1));
    worker.connect(streams);
    assertThat(worker.gone).containsExactlyElementsOf(worker.over);
  }

  @Test
  void whatAnotherProcessOfTheSameNameHasRunIsLeftToItsLease() {
    worker.connect(streams);
    trigger();
    engine.clock.advance(Duration.ofSeconds(1));
    StreamedWorker restarted = new StreamedWorker("w", 2, UUID.randomUUID()).connect(streams);
    engine.hand.settle();
    assertThat(state()).isEqualTo("running in try 1");
    assertThat(restarted.tasks()).isEmpty();
  }

  @Test
  void aProcessThatReturnsAfterItsNamesakeHandsBackOnlyWhatWasItsOwn() {
    worker.connect(streams);
    worker.losing = true;
    trigger();
    engine.clock.advance(Duration.ofSeconds(1));
    StreamedWorker namesake = new StreamedWorker("w", 2, UUID.randomUUID()).connect(streams);
    DagRun first = run();
    run = engine.trigger("d", "2026-01-01T01:00:00Z");
    WorkItem ofNamesake = namesake.next();
    engine.clock.advance(Duration.ofSeconds(1));
    worker.connect(streams);
    assertThat(state()).as("the namesake's").isEqualTo("running in try 1");
    assertThat(namesake.succeed(ofNamesake)).isEqualTo(Answer.OK);
    assertThat(worker.next().task().runId()).as("its own, again").isEqualTo(first.runId());
    assertThat(worker.received).isEmpty();
  }

  @Test
  void whatTheWorkerReceivedAndWillNotRunItGivesBackInTheSameTry() {
    worker.connect(streams);
    trigger();
    WorkItem item = worker.next();
    worker.stream().notBegun(List.of(item.token()));
    assertThat(state()).isEqualTo("scheduled in try 1");
    assertThat(task().reason()).isEqualTo("it did not begin on worker w");
    engine.hand.settle();
    assertThat(worker.next().token()).isNotEqualTo(item.token());
  }

  @Test
  void whatWasGivenBackTooLateIsNotTakenFromWhoHasItNow() {
    worker.connect(streams);
    trigger();
    WorkItem item = worker.next();
    worker.stream().notBegun(List.of(item.token()));
    engine.hand.settle();
    WorkItem again = worker.next();
    worker.stream().notBegun(List.of(item.token()));
    assertThat(task().epoch()).isEqualTo(again.token().epoch());
    assertThat(worker.succeed(again)).isEqualTo(Answer.OK);
  }

  @Test
  void theEndOfWhatWasHandedBackIsGone() {
    worker.connect(streams);
    trigger();
    WorkItem item = worker.next();
    worker.stream().notBegun(List.of(item.token()));
    assertThat(worker.succeed(item)).isEqualTo(Answer.GONE);
  }

  @Test
  void aBeatHandsNothingBackSinceItemsMayBeOnTheirWay() {
    worker.connect(streams);
    worker.losing = true;
    trigger();
    worker.beat();
    engine.hand.settle();
    assertThat(state()).isEqualTo("running in try 1");
  }

  @Test
  void withoutHelloOrBeatItsLeaseEndsAndCostsATry() {
    worker.connect(streams);
    worker.losing = true;
    trigger();
    engine.after(Engine.LEASE.plusSeconds(1));
    assertThat(state()).isEqualTo("up_for_retry in try 1");
  }

  @Test
  void beatsExtendTheLeasesOfWhatIsHeldAndTellWhatIsGone() {
    worker.connect(streams);
    trigger();
    engine.after(Duration.ofSeconds(20));
    assertThat(worker.beat()).isEmpty();
    engine.after(Duration.ofSeconds(20));
    assertThat(state()).isEqualTo("running in try 1");
    engine.after(Duration.ofSeconds(20));
    assertThat(worker.beat()).containsExactly(worker.next().token());
  }

  @Test
  void aSecondConnectionOfOneProcessClosesTheFirst() {
    StreamedWorker old = new StreamedWorker("w", 2).connect(streams);
    worker.connect(streams);
    assertThat(old.closed).containsExactly("its worker has connected anew");
    trigger();
    assertThat(old.tasks()).isEmpty();
    assertThat(worker.tasks()).containsExactly("a");
  }

  @Test
  void theCloseOfAnOldConnectionLeavesTheNewOneOpen() {
    StreamedWorker old = new StreamedWorker("w", 2).connect(streams);
    worker.connect(streams);
    old.stream().close();
    trigger();
    assertThat(worker.tasks()).containsExactly("a");
  }

  @Test
  void aWorkerThatDrainsGetsNothingMoreAndItsEndsAreHeard() {
    worker.connect(streams);
    trigger();
    WorkItem item = worker.next();
    assertThat(worker.stream().drain()).isDone();
    engine.trigger("d", "2026-01-01T01:00:00Z");
    assertThat(worker.tasks()).isEmpty();
    assertThat(worker.end(item, End.SUCCESS)).isEqualTo(Answer.OK);
  }

  @Test
  void whatWasClearedWhileItWasOnItsWayIsTriedAgainAtOnce() {
    worker.connect(streams);
    worker.losing = true;
    trigger();
    engine.orders.clear("d", run().runId(), io.orchestrator.run.ClearPlan.Selection.ALL, "anna");
    assertThat(state()).isEqualTo("restarting in try 1");
    worker.connect(streams);
    engine.hand.settle();
    assertThat(worker.next().task().tryNumber()).isEqualTo(2);
  }
}
