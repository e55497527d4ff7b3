package io.orchestrator.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.execution.FinishReport;
import io.orchestrator.execution.FinishReport.End;
import io.orchestrator.execution.WorkItem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkerTest {
  private WorkerRig rig;

  @BeforeEach
  void makeWorker() throws Exception {
    rig = new WorkerRig(2);
  }

  @AfterEach
  void letTasksEnd() {
    Probe.release();
    rig.awaitBusy(0);
    rig.code.close();
  }

  @Test
  void aClaimedItemIsStartedRunAndReported() throws Exception {
    rig.run("quick");
    FinishReport report = rig.server.awaitFinish();
    assertThat(report.end()).isEqualTo(End.SUCCESS);
    assertThat(report.xcoms()).containsEntry("return_value", "42");
    assertThat(rig.server.calls).containsSequence("claim 2", "start 1");
    assertThat(rig.lines.get(0))
        .isEqualTo("open dag_id=probe/run_id=manual__1/task_id=quick/attempt=2");
    assertThat(rig.lines).endsWith("closed");
    assertThat(rig.endedProcesses).containsExactly("probe/manual__1/quick/2");
  }

  @Test
  void theWorkersSecretsAreKnownToTheLogBeforeItsFirstLineAndReachNoReason() throws Exception {
    Probe.leak = WorkerRig.SECRET;
    rig.run("leaks");
    assertThat(rig.server.awaitFinish().reason()).isEqualTo("Exception: token ***");
    assertThat(rig.secrets.mask(WorkerRig.SECRET + " quick")).isEqualTo("*** quick");
    assertThat(rig.text()).doesNotContain(WorkerRig.SECRET);
  }

  @Test
  void formsOfTheWorkersSecretsAreMadeOnceAndWhatOneAttemptLearnsNoOtherHides() throws Exception {
    rig.run("quick");
    rig.server.awaitFinish();
    rig.awaitBusy(0);
    rig.secrets.learn("of-this-attempt");
    rig.run("quick");
    rig.server.awaitFinish();
    assertThat(rig.secrets.mask(WorkerRig.SECRET + " of-this-attempt"))
        .isEqualTo("*** of-this-attempt");
    assertThat(rig.processSecrets.mask("of-this-attempt")).isEqualTo("of-this-attempt");
  }

  @Test
  void attemptsShareAThreadOneAfterTheOtherUntilOneLeavesSomethingOnIt() throws Exception {
    for (String task : List.of("tellsItsThread", "tellsItsThread", "leavesAValue", "quick")) {
      runToItsEnd(task);
    }
    runToItsEnd("tellsItsThread");
    // The first loads the code, which may leave whatever compilers leave.
    assertThat(Probe.SEEN.get(2)).as("used again").isEqualTo(Probe.SEEN.get(1));
    assertThat(Probe.SEEN).hasSize(4).allMatch(seen -> seen.endsWith(" null"));
    assertThat(Probe.SEEN.get(3)).as("not used again").isNotEqualTo(Probe.SEEN.get(2));
  }

  private void runToItsEnd(String task) throws InterruptedException {
    rig.run(task);
    rig.server.awaitFinish();
    rig.awaitBusy(0);
    WorkerRig.awaitIdle();
  }

  @Test
  void nothingIsKeptOfAnAttemptWhoseReportWasRefused() throws Exception {
    rig.server.refusesFinishes = true;
    WorkItem item = rig.run("quick");
    rig.server.awaitFinish();
    rig.worker.stop(Duration.ofSeconds(20), Duration.ofSeconds(20));
    assertThat(rig.server.forgotten).containsExactly(item.token());
  }

  @Test
  void nothingIsKeptOfAnAttemptThatEndsWithoutAReport() throws Exception {
    WorkItem item = rig.run("killable");
    Probe.awaitTask();
    rig.server.unreachable = true;
    rig.pass(WorkerRig.LEASE);
    rig.worker.keepAlive().watch();
    rig.worker.stop(Duration.ofSeconds(20), Duration.ofSeconds(20));
    assertThat(rig.server.finished).isEmpty();
    assertThat(rig.server.forgotten).containsExactly(item.token());
  }

  @Test
  void nothingIsKeptOfWhatWasClaimedWhileTheWorkerStops() throws Exception {
    WorkItem item = rig.item("quick");
    rig.server.beforeClaimsAnswer = rig.worker::beginStop;
    rig.server.work.add(List.of(item));
    rig.worker.claim();
    assertThat(rig.server.forgotten).containsExactly(item.token());
  }

  @Test
  void anItemThatIsGoneAtItsStartIsNeitherRunNorReported() throws Exception {
    WorkItem item = rig.run("quick");
    rig.server.awaitFinish();
    rig.server.gone.add(item.token());
    rig.server.calls.clear();
    rig.lines.clear();
    rig.server.work.add(List.of(item));
    rig.worker.claim();
    rig.awaitBusy(0);
    assertThat(rig.server.calls).contains("start 1");
    assertThat(rig.lines).isEmpty();
    assertThat(rig.server.finished).isEmpty();
  }

  @Test
  void whatIsClaimedTogetherIsStartedWithOneCallAndOnlyWhatIsGoneIsLeft() throws Exception {
    WorkItem kept = rig.item("quick");
    WorkItem gone = rig.item("quick");
    rig.server.gone.add(gone.token());
    rig.server.work.add(List.of(gone, kept));
    rig.worker.claim();
    assertThat(rig.server.awaitFinish().end()).isEqualTo(End.SUCCESS);
    rig.awaitBusy(0);
    assertThat(rig.server.calls).contains("start 2");
    assertThat(rig.server.finished).isEmpty();
  }

  @Test
  void aStartIsRepeatedUntilItIsAnsweredAndTheTaskRunsOnce() throws Exception {
    long answers = rig.nanos.get() + Duration.ofSeconds(20).toNanos();
    rig.server.startsUnanswered = () -> rig.nanos.get() < answers;
    rig.run("quick");
    assertThat(rig.server.awaitFinish().end()).isEqualTo(End.SUCCESS);
    rig.awaitBusy(0);
    assertThat(rig.lines).filteredOn(line -> line.startsWith("open")).hasSize(1);
    assertThat(rig.server.finished).isEmpty();
  }

  @Test
  void aStartWithoutAnAnswerIsGivenUpBeforeTheLeaseMayEnd() throws Exception {
    rig.server.startsUnanswered = () -> true;
    rig.run("quick");
    rig.awaitBusy(0);
    assertThat(rig.lines).isEmpty();
    assertThat(rig.nanos.get()).isLessThan(WorkerRig.LEASE.toNanos());
    rig.worker.keepAlive().beat();
    assertThat(rig.server.calls).as("it is given up").contains("heartbeat 0");
  }

  @Test
  void anAttemptThatIsGoneWhileItsStartIsRepeatedIsNotRun() throws Exception {
    WorkItem item = rig.item("quick");
    rig.server.startsUnanswered =
        () -> {
          rig.server.gone.add(item.token());
          rig.worker.keepAlive().beat();
          return true;
        };
    rig.server.work.add(List.of(item));
    rig.worker.claim();
    rig.awaitBusy(0);
    assertThat(rig.server.calls).containsOnlyOnce("start 1");
    assertThat(rig.lines).isEmpty();
  }

  @Test
  void aWorkerThatStopsDoesNotRepeatAStart() throws Exception {
    rig.server.startsUnanswered =
        () -> {
          rig.worker.beginStop();
          return true;
        };
    rig.run("quick");
    rig.awaitBusy(0);
    assertThat(rig.server.calls).containsOnlyOnce("start 1");
  }

  @Test
  void oneVersionIsLoadedOnce() throws Exception {
    for (int i = 0; i < 3; i++) {
      rig.run("quick");
      rig.server.awaitFinish();
      rig.awaitBusy(0);
    }
    assertThat(rig.server.codeFetches).hasValue(1);
  }

  @Test
  void heartbeatsKeepTheLeaseAndItsLossEndsTheAttemptBeforeOthersMayStartIt() throws Exception {
    rig.run("killable");
    Probe.awaitTask();
    rig.pass(Duration.ofSeconds(20));
    rig.worker.keepAlive().beat();
    rig.pass(Duration.ofSeconds(20));
    rig.worker.keepAlive().watch();
    assertThat(Probe.SEEN).isEmpty();
    rig.server.unreachable = true;
    rig.worker.keepAlive().beat();
    rig.pass(Duration.ofSeconds(5));
    rig.worker.keepAlive().watch();
    rig.awaitBusy(0);
    assertThat(Probe.SEEN).containsExactly("onKill");
    assertThat(rig.server.finished).isEmpty();
    assertThat(rig.text()).contains("lease may end");
  }

  @Test
  void anAttemptThatIsGoneIsKilledAndNothingMoreIsReported() throws Exception {
    WorkItem item = rig.run("killable");
    Probe.awaitTask();
    rig.server.gone.add(item.token());
    rig.worker.keepAlive().beat();
    rig.awaitBusy(0);
    assertThat(Probe.SEEN).containsExactly("onKill");
    assertThat(rig.endedProcesses).contains("probe/manual__1/killable/2");
    assertThat(rig.server.finished).isEmpty();
    rig.worker.keepAlive().beat();
    assertThat(rig.server.calls).last().isEqualTo("heartbeat 0");
  }

  @Test
  void aHeartbeatThatCrossesTheEndOfATaskKillsNothing() throws Exception {
    WorkItem item = rig.run("killable");
    Probe.awaitTask();
    rig.server.beforeHeartbeatsAnswer =
        () -> {
          Probe.release();
          assertThat(rig.server.awaitFinish().end()).isEqualTo(End.SUCCESS);
          rig.server.gone.add(item.token());
        };
    rig.worker.keepAlive().beat();
    rig.awaitBusy(0);
    WorkerRig.awaitEndings();
    assertThat(Probe.SEEN).isEmpty();
    assertThat(rig.text()).doesNotContain("Ending the task");
  }

  @Test
  void aReportThatFindsTheAttemptGoneEndsItAtOnce() throws Exception {
    WorkItem item = rig.run("notes");
    Probe.awaitTask();
    rig.server.gone.add(item.token());
    Probe.release();
    rig.awaitBusy(0);
    assertThat(rig.server.finished).isEmpty();
  }

  @Test
  void theExecutionTimeoutFailsTheAttemptForARetry() throws Exception {
    rig.run("killable", Duration.ofSeconds(8));
    Probe.awaitTask();
    rig.pass(Duration.ofSeconds(8));
    rig.worker.keepAlive().watch();
    assertThat(rig.server.finished).isEmpty();
    rig.pass(Duration.ofMillis(1));
    rig.worker.keepAlive().watch();
    FinishReport report = rig.server.awaitFinish();
    assertThat(report.end()).isEqualTo(End.FAILED);
    assertThat(report.reason()).isEqualTo("The task timed out after 8 s (executionTimeout).");
    assertThat(Probe.SEEN).containsExactly("onKill");
    assertThat(rig.text()).contains("WARN Ending the task: The task timed out after 8 s");
  }

  @Test
  void codeThatIgnoresItsInterruptIsReportedAndKeepsItsSlot() throws Exception {
    rig.run("stubborn", Duration.ofSeconds(8));
    Probe.awaitTask();
    rig.pass(Duration.ofSeconds(9));
    rig.worker.keepAlive().watch();
    rig.pass(Duration.ofSeconds(11));
    rig.worker.keepAlive().watch();
    FinishReport report = rig.server.awaitFinish();
    assertThat(report.end()).isEqualTo(End.FAILED);
    assertThat(report.reason()).contains("timed out");
    assertThat(rig.text()).contains("ignores that it was interrupted");
    assertThat(rig.worker.busy()).isEqualTo(1);
    rig.run("quick");
    rig.server.awaitFinish();
    assertThat(rig.server.calls).contains("claim 1");
    Probe.release();
    rig.awaitBusy(0);
    assertThat(rig.server.finished).isEmpty();
  }

  @Test
  void aReportIsRepeatedUntilItIsAnswered() throws Exception {
    rig.server.unreachableFinishes.set(5);
    rig.run("quick");
    assertThat(rig.server.awaitFinish().end()).isEqualTo(End.SUCCESS);
  }

  @Test
  void whatATaskPrintsGoesToItsLogAndItsClassLoaderIsTheThreads() throws Exception {
    java.io.PrintStream out = System.out;
    java.io.PrintStream err = System.err;
    try {
      TaskOutput.install();
      rig.run("prints");
      FinishReport report = rig.server.awaitFinish();
      assertThat(report.xcoms()).containsEntry("return_value", "true");
      assertThat(rig.lines)
          .containsSubsequence("INFO to out", "INFO from a child")
          .contains("WARN to err");
      assertThat(rig.lines.indexOf("WARN to err")).isLessThan(rig.lines.size() - 2);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  @Test
  void stoppingHandsBackEndsWhatRunsAndReportsIt() throws Exception {
    rig.run("killable");
    Probe.awaitTask();
    rig.worker.stop(Duration.ZERO, Duration.ofSeconds(10));
    FinishReport report = rig.server.awaitFinish();
    assertThat(report.end()).isEqualTo(End.FAILED);
    assertThat(report.reason()).isEqualTo("The worker w-1 was stopped.");
    assertThat(rig.server.calls).contains("goodbye");
    assertThat(rig.worker.claim()).isFalse();
  }

  @Test
  void stoppingLetsRunningAttemptsEnd() throws Exception {
    rig.run("waits");
    Probe.awaitTask();
    Thread stop =
        new Thread(
            () -> {
              try {
                rig.worker.stop(Duration.ofSeconds(20), Duration.ofSeconds(5));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    stop.start();
    Probe.release();
    assertThat(rig.server.awaitFinish().end()).isEqualTo(End.SUCCESS);
    stop.join(Duration.ofSeconds(20).toMillis());
    assertThat(stop.isAlive()).isFalse();
  }
}
