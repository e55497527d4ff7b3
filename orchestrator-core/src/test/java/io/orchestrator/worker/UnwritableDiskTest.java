package io.orchestrator.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.execution.FinishReport.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that cannot be written is the trouble of the worker and of no task. */
class UnwritableDiskTest {
  private static final Optional<String> FULL = Optional.of("The disk is full.");
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
  void theWorkerClaimsNothingUntilItCanWriteAgainAndItsHeartbeatSaysWhy() throws Exception {
    rig.trouble = () -> FULL;
    rig.server.work.add(List.of(rig.item("quick")));
    assertThat(rig.worker.claim()).isTrue();
    rig.worker.keepAlive().beat();

    assertThat(rig.server.calls).noneMatch(call -> call.startsWith("claim"));
    assertThat(rig.server.heard).extracting(w -> w.trouble()).containsExactly(FULL.get());

    rig.trouble = Optional::empty;
    rig.worker.claim();
    assertThat(rig.server.awaitFinish().end()).isEqualTo(End.SUCCESS);
    rig.worker.keepAlive().beat();
    assertThat(rig.server.heard).last().extracting(w -> w.trouble()).isNull();
  }

  @Test
  void whatWasClaimedJustThenIsHandedBackBeforeItStarts() throws Exception {
    Queue<Optional<String>> looks = new ArrayDeque<>(List.of(Optional.empty(), FULL));
    rig.trouble = () -> looks.size() > 1 ? looks.remove() : looks.element();
    rig.server.beforeClaimsAnswer = () -> rig.pass(Duration.ofSeconds(1));
    rig.run("quick");
    rig.awaitBusy(0);

    assertThat(rig.server.calls).contains("goodbye").noneMatch(call -> call.startsWith("start"));
    assertThat(rig.server.finished).isEmpty();
  }

  @Test
  void aDiskThatWasWellIsAskedOnceInASecond() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    rig.trouble =
        () -> {
          looks.incrementAndGet();
          return Optional.empty();
        };
    for (int i = 0; i < 5; i++) {
      rig.run("quick");
      rig.server.awaitFinish();
      rig.awaitBusy(0);
    }
    assertThat(looks).hasValue(1);
    rig.pass(Duration.ofSeconds(1));
    rig.run("quick");
    rig.server.awaitFinish();
    assertThat(looks).hasValue(2);
  }

  @Test
  void aFailureMeanwhileCountsAsLostAndIsNotReported() throws Exception {
    rig.run("failsWhenMet");
    Probe.awaitTask();
    rig.trouble = () -> FULL;
    Probe.release();
    rig.awaitBusy(0);

    assertThat(rig.server.finished).isEmpty();
    rig.worker.keepAlive().beat();
    assertThat(rig.server.calls).as("its lease ends").last().isEqualTo("heartbeat 0");
  }

  @Test
  void aSuccessMeanwhileIsOne() throws Exception {
    rig.run("waits");
    Probe.awaitTask();
    rig.trouble = () -> FULL;
    Probe.release();

    assertThat(rig.server.awaitFinish().end()).isEqualTo(End.SUCCESS);
  }

  @Test
  void aFolderIsWritableIfAFileCanBeWrittenThere(@TempDir Path temp) throws IOException {
    Path folder = temp.resolve("spool");
    ProbedDisk disk = new ProbedDisk(List.of(temp, folder));
    assertThat(disk.trouble()).isEmpty();
    assertThat(folder).isEmptyDirectory();

    Files.delete(folder);
    Files.writeString(folder, "in the way");
    assertThat(disk.trouble()).get().asString().contains("The folder " + folder, "cannot be");
  }
}
