package io.orchestrator.worker.log;

import static io.orchestrator.worker.log.SpoolWorld.KEY;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.orchestrator.connection.SecretMask;
import io.orchestrator.tasklog.TaskLogKey;
import io.orchestrator.tasklog.TaskLogReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** One file for the logs of a worker, then the next: what stays, what goes, what is found again. */
class SpoolFilesIT {
  private final Path temp;
  private SpoolWorld world;
  private LogSpool worker;

  SpoolFilesIT(@TempDir Path temp) {
    this.temp = temp;
    this.world = new SpoolWorld(temp.resolve("spool"));
    this.worker = world.worker();
  }

  @Test
  void manyLogsThatWaitedAreShippedInATimeThatGrowsWithTheirNumberOnly() {
    world.down();
    int many = 30_000;
    for (int i = 0; i < many; i++) {
      try (AttemptLog log =
          worker.open(new TaskLogKey("d", "r", "t" + i, -1, 1), new SecretMask())) {
        log.line(Level.INFO, "line of " + i);
      }
    }
    assertThat(worker.health().waitingChunks()).isEqualTo(many);
    world.up();
    world.pass(Duration.ofSeconds(10));
    assertTimeoutPreemptively(Duration.ofSeconds(20), worker::step);
    assertThat(worker.health().waitingChunks()).isZero();
    assertThat(world.remote.text(new TaskLogKey("d", "r", "t29999", -1, 1)))
        .endsWith("line of 29999\n");
  }

  @Test
  void oneFileTakesTheLogsOfAllAttempts() throws IOException {
    for (int i = 0; i < 20; i++) {
      worker
          .open(new TaskLogKey("d", "r", "t" + i, -1, 1), new SecretMask())
          .line(Level.INFO, "line of " + i);
    }
    assertThat(world.segments()).hasSize(1);
    TaskLogReader reader = new TaskLogReader(world.remote, Optional.of(world.folder));
    for (int i = 0; i < 20; i++) {
      assertThat(reader.read(new TaskLogKey("d", "r", "t" + i, -1, 1), "", 1_000).text())
          .endsWith(" line of " + i + "\n");
    }
  }

  @Test
  void whatIsRefusedKeepsItsOwnFilesAndTheNewestOnly() throws IOException {
    worker = filesOf(3_000);
    refuse("poison");
    try (AttemptLog poison = worker.open(KEY, new SecretMask())) {
      poison.line(Level.INFO, "poison");
    }
    for (int i = 0; i < 200; i++) {
      try (AttemptLog log = worker.open(other(i), new SecretMask())) {
        log.line(Level.INFO, "fine " + "x".repeat(100));
      }
      world.pass(Duration.ofSeconds(11));
      worker.step();
    }
    world.later(worker, 11);
    assertThat(worker.health().waitingChunks()).isEqualTo(1);
    assertThat(world.segments()).hasSize(2);
    // A successor finds the one that was refused, and no word of a loss in any log.
    worker.abandon();
    world.up();
    worker = world.worker();
    worker.step();
    worker.step();
    assertThat(world.texts()).containsExactly("poison");
    assertThat(world.remote.text(other(199)).lines()).hasSize(1);
    assertThat(world.segments()).isEmpty();
  }

  @Test
  void anAttemptThatOutlivesItsFirstFileIsMissedWhenItsWorkerDies() throws IOException {
    worker = filesOf(1_000);
    AttemptLog log = worker.open(KEY, new SecretMask());
    log.line(Level.INFO, "at first");
    world.later(worker, 2);
    for (int i = 0; i < 50; i++) {
      try (AttemptLog next = worker.open(other(i), new SecretMask())) {
        next.line(Level.INFO, "fine " + "x".repeat(100));
      }
      worker.step();
    }
    assertThat(world.segments()).as("of the first file nothing is left").hasSize(1);
    worker.abandon();
    worker = world.worker();
    worker.step();
    assertThat(world.texts()).hasSize(2).last().asString().startsWith("The worker was lost here");
    assertThat(world.remote.text(other(49)).lines()).hasSize(1);
  }

  @Test
  void whatWasShippedBeforeAWorkerDiedIsNotShippedAgain() {
    AttemptLog log = worker.open(KEY, new SecretMask());
    log.line(Level.INFO, "shipped");
    world.later(worker, 2);
    log.line(Level.INFO, "waits");
    worker.abandon();
    List<String> puts = new ArrayList<>();
    world.remote.fault(
        call -> {
          puts.add(call);
          return false;
        });
    worker = world.worker();
    worker.step();
    assertThat(puts).as("what waited and the word of the loss").hasSize(2);
    assertThat(world.texts()).hasSize(3).startsWith("shipped", "waits");
  }

  private LogSpool filesOf(int bytes) {
    worker.close();
    world = new SpoolWorld(temp.resolve("files"), SpoolWorld.withSegments(bytes));
    return world.worker();
  }

  private static TaskLogKey other(int number) {
    return new TaskLogKey("d", "r", "other" + number, -1, 1);
  }

  /** The place refuses one attempt's chunks, whatever else it takes. */
  private void refuse(String text) {
    world.remote.refuse(bytes -> new String(bytes, ISO_8859_1).contains(text));
  }
}
