package io.orchestrator.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.execution.ExecutionApi.Answer;
import io.orchestrator.execution.FinishReport.End;
import io.orchestrator.execution.WorkItem;
import io.orchestrator.execution.http.ServerUnreachableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A worker with a stream: what it runs without asking, what it says, and what it says again. */
class StreamLinkTest {
  private final FakeStreams streams = new FakeStreams();
  private WorkerRig rig;
  private Worker worker;

  @BeforeEach
  void connect() throws Exception {
    rig = new WorkerRig(2);
    worker = rig.worker(2, rig.server, streams);
    worker.link().turn();
  }

  @AfterEach
  void letTasksEnd() {
    Probe.release();
    WorkerRig.awaitBusy(worker, 0);
    rig.code.close();
  }

  private WorkItem give(String task) {
    WorkItem item = rig.item(task);
    assertThat(streams.stream().give(0, item)).isTrue();
    return item;
  }

  @Test
  void anItemRunsWithoutACallAndItsEndTellsThatItsSlotIsFree() throws Exception {
    give("quick");
    streams.awaitSaid("ended SUCCESS free");
    worker.stop(Duration.ofSeconds(20), Duration.ofSeconds(20));
    assertThat(rig.server.calls).as("no claim, no start, no finish").containsOnly("goodbye");
    assertThat(streams.reports.get(0).xcoms()).containsEntry("return_value", "42");
  }

  @Test
  void theHelloTellsWhatIsFreeAndWhatIsHeld() throws Exception {
    assertThat(streams.hello().freeSlots()).isEqualTo(2);
    WorkItem item = give("waits");
    Probe.awaitTask();
    streams.stream().breakOff();
    worker.link().turn();
    assertThat(streams.hello().freeSlots()).isEqualTo(1);
    assertThat(streams.hello().held()).containsExactly(item.token());
    assertThat(streams.hello().process()).isEqualTo(WorkerRig.PROCESS);
    Probe.release();
    streams.awaitSaid("ended SUCCESS free");
  }

  @Test
  void anEndThatWasNotAnsweredIsSaidAgainByTheNextStreamWithoutItsSlot() throws Exception {
    streams.answersEnds = false;
    WorkItem item = give("quick");
    streams.awaitSaid("ended SUCCESS free");
    WorkerRig.awaitBusy(worker, 0);
    streams.stream().breakOff();
    streams.answersEnds = true;
    worker.link().turn();
    assertThat(streams.hello().held()).containsExactly(item.token());
    assertThat(streams.hello().freeSlots()).as("the slot is counted here").isEqualTo(2);
    streams.awaitSaid("ended SUCCESS");
    worker.stop(Duration.ofSeconds(20), Duration.ofSeconds(20));
    assertThat(rig.server.forgotten).containsExactly(item.token());
  }

  @Test
  void anEndWhileThereIsNoStreamIsKeptAndSaidByTheNext() throws Exception {
    give("waits");
    Probe.awaitTask();
    streams.stream().breakOff();
    Probe.release();
    WorkerRig.awaitBusy(worker, 0);
    WorkerRig.awaitIdle();
    worker.link().turn();
    streams.awaitSaid("ended SUCCESS");
  }

  @Test
  void anEndThatTheServerDidNotWriteIsSaidAgainAfterAPause() throws Exception {
    streams.writesEnds = false;
    give("quick");
    streams.awaitSaid("ended SUCCESS free");
    streams.writesEnds = true;
    rig.pass(Duration.ofSeconds(1));
    worker.link().turn();
    streams.awaitSaid("ended SUCCESS");
  }

  @Test
  void anEndThatBreaksOneStreamAfterTheOtherIsToldWithACall() throws Exception {
    streams.answersEnds = false;
    give("quick");
    streams.awaitSaid("ended SUCCESS free");
    for (int i = 0; i < 3; i++) {
      streams.stream().breakOff();
      worker.link().turn();
    }
    assertThat(rig.server.awaitFinish().end()).isEqualTo(End.SUCCESS);
  }

  @Test
  void anEndThatIsTooLongForAStreamIsToldWithACallAndItsSlotByTheStream() throws Exception {
    streams.tooLong = true;
    give("quick");
    streams.awaitSaid("freed 1");
    assertThat(rig.server.awaitFinish().end()).isEqualTo(End.SUCCESS);
  }

  @Test
  void whatIsGoneByTheHelloIsEndedAndNotReported() throws Exception {
    WorkItem item = give("killable");
    Probe.awaitTask();
    streams.gone.add(item.token());
    streams.stream().breakOff();
    worker.link().turn();
    streams.awaitSaid("freed 1");
    assertThat(streams.reports).isEmpty();
  }

  @Test
  void beatsGoByTheStreamAndByACallWhereThereIsNone() throws Exception {
    give("waits");
    Probe.awaitTask();
    assertThat(worker.keepAlive().beat()).isTrue();
    streams.awaitSaid("beat 1 of 1");
    streams.stream().breakOff();
    assertThat(worker.keepAlive().beat()).isTrue();
    assertThat(rig.server.calls).containsExactly("heartbeat 1");
  }

  @Test
  void anItemThatWasClaimedTooLongAgoIsNotBegunAndHandedBack() throws Exception {
    // As after a freeze: the item lay in the socket while the lease ran.
    rig.pass(WorkerRig.LEASE);
    WorkItem item = give("quick");
    streams.awaitSaid("not begun 1");
    WorkerRig.awaitBusy(worker, 0);
    assertThat(streams.back).containsExactly(item.token());
    assertThat(streams.reports).isEmpty();
    assertThat(rig.lines).isEmpty();
  }

  @Test
  void theBeatThatWasHeardBeforeAnItemWasClaimedSaysHowOldItMayBe() throws Exception {
    rig.pass(WorkerRig.LEASE);
    worker.keepAlive().beat();
    assertThat(streams.stream().give(1, rig.item("quick"))).isTrue();
    streams.awaitSaid("ended SUCCESS free");
  }

  @Test
  void whatIsReceivedOnAStreamThatIsOverIsNotTaken() {
    FakeStreams.One old = streams.stream();
    old.breakOff();
    assertThat(old.give(0, rig.item("quick"))).isFalse();
    assertThat(worker.busy()).isZero();
  }

  @Test
  void withoutADiskItemsAreHandedBackAndTheirSlotsToldWhenItIsWell() throws Exception {
    rig.trouble = () -> Optional.of("The disk is full.");
    rig.pass(Duration.ofSeconds(1));
    WorkItem item = give("quick");
    streams.awaitSaid("not begun 1");
    WorkerRig.awaitBusy(worker, 0);
    assertThat(streams.back).containsExactly(item.token());
    worker.link().turn();
    assertThat(streams.said).as("no slot is free").isEmpty();
    rig.trouble = Optional::empty;
    worker.link().turn();
    streams.awaitSaid("freed 1");
  }

  @Test
  void whatIsReceivedWhileTheWorkerStopsIsHandedBack() throws Exception {
    worker.beginStop();
    WorkItem item = give("quick");
    streams.awaitSaid("not begun 1");
    assertThat(streams.back).containsExactly(item.token());
    assertThat(rig.server.forgotten).containsExactly(item.token());
  }

  @Test
  void whatRanAndIsNotReportedIsToldByEachHelloUntilTheServerSaysThatItIsGone() throws Exception {
    WorkItem item = give("killable");
    Probe.awaitTask();
    rig.pass(WorkerRig.LEASE.minusSeconds(1));
    worker.keepAlive().watch();
    streams.awaitSaid("freed 1");
    streams.stream().breakOff();
    worker.link().turn();
    assertThat(streams.hello().held()).isEmpty();
    assertThat(streams.hello().over()).containsExactly(item.token());
    // A server that was away has let no lease end, however long that was.
    rig.pass(WorkerRig.LEASE.multipliedBy(100));
    streams.stream().breakOff();
    worker.link().turn();
    assertThat(streams.hello().over()).containsExactly(item.token());
    assertThat(rig.server.forgotten).isEmpty();

    streams.gone.add(item.token());
    worker.keepAlive().beat();
    streams.stream().breakOff();
    worker.link().turn();
    assertThat(streams.hello().over()).isEmpty();
    assertThat(rig.server.forgotten).containsExactly(item.token());
  }

  @Test
  void whatAHelloIsAnsweredAsGoneTheNextDoesNotName() throws Exception {
    WorkItem item = give("killable");
    Probe.awaitTask();
    rig.pass(WorkerRig.LEASE.minusSeconds(1));
    worker.keepAlive().watch();
    streams.awaitSaid("freed 1");
    streams.gone.add(item.token());
    for (int i = 0; i < 2; i++) {
      streams.stream().breakOff();
      worker.link().turn();
    }
    assertThat(streams.hello().over()).isEmpty();
  }

  @Test
  void aServerWithoutStreamsIsPolledAndAskedForOneAgainWhenItWasAway() throws Exception {
    streams.stream().breakOff();
    streams.refusal = io.orchestrator.execution.http.StreamsOffered.not(404);
    worker.link().turn();
    rig.server.work.add(List.of(rig.item("quick")));
    worker.claim();
    assertThat(rig.server.awaitFinish().end()).isEqualTo(End.SUCCESS);
    assertThat(rig.server.calls).contains("claim 2", "start 1");
    streams.refusal = null;
    rig.server.unreachable = true;
    worker.claim();
    worker.link().turn();
    assertThat(streams.hellos).hasSize(2);
  }

  @Test
  void anEndThatWaitedForAStreamIsToldWithACallWhenThereIsNone() throws Exception {
    give("waits");
    Probe.awaitTask();
    streams.stream().breakOff();
    Probe.release();
    WorkerRig.awaitBusy(worker, 0);
    WorkerRig.awaitIdle();
    streams.refusal = io.orchestrator.execution.http.StreamsOffered.not(404);
    worker.link().turn();
    assertThat(rig.server.awaitFinish().end()).isEqualTo(End.SUCCESS);
  }

  @Test
  void aServerThatIsAwayIsAskedAgainAfterGrowingPauses() throws Exception {
    streams.stream().breakOff();
    streams.refusal = new ServerUnreachableException("no server", null);
    long before = rig.nanos();
    worker.link().turn();
    long first = rig.nanos() - before;
    worker.link().turn();
    assertThat(rig.nanos() - before - first).isGreaterThan(first);
    assertThat(worker.claim()).as("goes on without calls").isTrue();
    assertThat(rig.server.calls).isEmpty();
  }

  @Test
  void anEndThatCameTooLateIsForgottenLikeOneThatDidNot() throws Exception {
    streams.answer = Answer.GONE;
    WorkItem item = give("quick");
    streams.awaitSaid("ended SUCCESS free");
    worker.stop(Duration.ofSeconds(20), Duration.ofSeconds(20));
    assertThat(rig.server.forgotten).containsExactly(item.token());
  }

  @Test
  void aWorkerThatStopsDrainsAndWaitsForTheAnswersToItsEnds() throws Exception {
    give("waits");
    Probe.awaitTask();
    Probe.release();
    worker.stop(Duration.ofSeconds(20), Duration.ofSeconds(20));
    assertThat(streams.said).contains("drain");
    assertThat(streams.reports).hasSize(1);
    assertThat(streams.stream().closed).isTrue();
  }
}
