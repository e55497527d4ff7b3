package io.orchestrator.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs are gone before the lease ends, whatever they and their worker do. */
class LeaseEndTest {
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
  void aProgramDeafToSigtermIsForcedBeforeTheLeaseEnds() throws Exception {
    rig.run("waits");
    Probe.awaitTask();
    rig.pass(Duration.ofSeconds(25));
    rig.worker.keepAlive().watch();
    rig.awaitBusy(0);
    WorkerRig.awaitEndings();

    assertThat(rig.graces)
        .as("of a lease of 30 s, a tenth is left for others")
        .contains(Duration.ofSeconds(2))
        .allMatch(grace -> grace.compareTo(Duration.ofSeconds(2)) <= 0);
  }

  @Test
  void theWorkerSaysHowLongItMayBeSilentUntilNothingRuns() throws Exception {
    rig.run("waits");
    Probe.awaitTask();
    rig.worker.keepAlive().watch();
    rig.worker.keepAlive().watch();
    assertThat(rig.silences).containsExactly(Duration.ofSeconds(27));

    rig.pass(Duration.ofSeconds(10));
    rig.worker.keepAlive().watch();
    assertThat(rig.silences).as("nothing new").hasSize(1);
    rig.worker.keepAlive().beat();
    rig.worker.keepAlive().watch();
    assertThat(rig.silences).hasSize(2).endsWith(Duration.ofSeconds(27));

    Probe.release();
    rig.awaitBusy(0);
    rig.worker.keepAlive().watch();
    assertThat(rig.silences).hasSize(3).endsWith(Duration.ZERO);
  }
}
