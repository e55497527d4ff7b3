package io.orchestrator.worker.log;

import static io.orchestrator.worker.log.SpoolWorld.KEY;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.connection.SecretMask;
import io.orchestrator.tasklog.TaskLogKey;
import io.orchestrator.tasklog.TaskLogReader;
import io.orchestrator.tasklog.TaskLogReader.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

class LogSpoolIT {
  private final Path temp;
  private final SpoolWorld world;
  private LogSpool worker;

  LogSpoolIT(@TempDir Path temp) {
    this.temp = temp;
    this.world = new SpoolWorld(temp.resolve("spool"));
    this.worker = world.worker();
  }

  private List<Path> files() throws IOException {
    return world.segments();
  }

  @Test
  void aLineIsInTheSpoolFileBeforeTheCallReturns() throws IOException {
    worker.open(KEY, new SecretMask()).line(Level.INFO, "hello");
    assertThat(files()).hasSize(1);
    assertThat(files().get(0))
        .content(ISO_8859_1)
        .endsWith("2026-11-24T12:00:00.000Z INFO  hello\n");
  }

  @Test
  void theServerOfTheSameMachineSeesItAtOnce() {
    worker.open(KEY, new SecretMask()).line(Level.INFO, "hello");
    Page page = new TaskLogReader(world.remote, Optional.of(world.folder)).read(KEY, "", 1_000);
    assertThat(page.text()).isEqualTo("2026-11-24T12:00:00.000Z INFO  hello\n");
    assertThat(page.more()).isFalse();
  }

  @Test
  void aRunningTasksChunkIsShippedAfterTwoSecondsAndLeavesTheSpoolWithIt() throws IOException {
    AttemptLog log = worker.open(KEY, new SecretMask());
    log.line(Level.INFO, "hello");
    world.later(worker, 1);
    assertThat(world.texts()).isEmpty();
    world.later(worker, 1);
    assertThat(world.texts()).containsExactly("hello");
    assertThat(worker.health().waitingChunks()).isZero();
    log.close();
    worker.step();
    assertThat(files()).isEmpty();
  }

  @Test
  void aChunkThatIsLargeEnoughIsShippedAtOnce() {
    worker.open(KEY, new SecretMask()).line(Level.INFO, "x".repeat(600));
    worker.step();
    assertThat(world.texts()).containsExactly("x".repeat(600));
  }

  @Test
  void theEndOfAnAttemptShipsTheRestAndLeavesNothing() throws IOException {
    AttemptLog log = worker.open(KEY, new SecretMask());
    log.line(Level.WARN, "last words");
    log.close();
    log.line(Level.INFO, "nobody hears this");
    worker.step();
    assertThat(world.texts()).containsExactly("last words");
    worker.close();
    assertThat(world.folder).isEmptyDirectory();
  }

  @Test
  void c112_withThePlaceDownForMinutesTheTaskGoesOnAndAllArrivesAfterwards() throws IOException {
    world.down();
    AttemptLog log = worker.open(KEY, new SecretMask());
    for (int i = 0; i < 50; i++) {
      log.line(Level.INFO, "line " + i);
      world.later(worker, 2);
    }
    log.close();
    assertThat(world.texts()).isEmpty();
    assertThat(worker.health().lastError()).contains("S3 is down");
    assertThat(worker.health().waitingChunks()).isEqualTo(50);
    assertThat(worker.health().failingSince()).isPresent();
    world.up();
    world.later(worker, 10);
    assertThat(world.texts()).hasSize(50).first().isEqualTo("line 0");
    assertThat(world.texts()).last().isEqualTo("line 49");
    assertThat(worker.health().lastError()).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void failedUploadsAreTriedAgainWithGrowingPauses() {
    int[] calls = {0};
    world.remote.fault(
        call -> {
          calls[0]++;
          throw new IOException("S3 is down");
        });
    worker.open(KEY, new SecretMask()).line(Level.INFO, "x".repeat(600));
    for (int i = 0; i < 600; i++) {
      worker.step();
      world.pass(Duration.ofMillis(100));
    }
    // 0, 0.5, 1.5, 3.5, 7.5, 15.5, then every 10 s
    assertThat(calls[0]).isEqualTo(10);
  }

  @Test
  void anUploadWhoseAnswerWasLostChangesNothingWhenRepeated() {
    int[] calls = {0};
    world.remote.fault(call -> calls[0]++ == 0);
    AttemptLog log = worker.open(KEY, new SecretMask());
    log.line(Level.INFO, "once");
    log.close();
    worker.step();
    log = worker.open(KEY, new SecretMask());
    log.line(Level.INFO, "twice");
    log.close();
    world.later(worker, 1);
    assertThat(world.texts()).containsExactly("once", "twice");
  }

  @Test
  void aSensorPokedAgainAppendsOnTheSameWorkerAndOnOthers() throws IOException {
    LogSpool other = world.worker();
    for (int i = 0; i < 6; i++) {
      LogSpool spool = i % 2 == 0 ? worker : other;
      AttemptLog log = spool.open(KEY, new SecretMask());
      log.line(Level.INFO, "poke " + i);
      log.close();
      spool.step();
      world.pass(Duration.ofSeconds(60));
    }
    assertThat(world.texts())
        .containsExactly("poke 0", "poke 1", "poke 2", "poke 3", "poke 4", "poke 5");
    assertThat(world.remote.list(KEY).stream().map(c -> c.id().stream()).distinct()).hasSize(2);
  }

  @Test
  void aDeadWorkersLogIsShippedByItsSuccessorAndSaysSo() throws IOException {
    world.down();
    AttemptLog log = worker.open(KEY, new SecretMask());
    log.line(Level.INFO, "one");
    world.later(worker, 2);
    log.line(Level.INFO, "two");
    worker.abandon();
    world.up();
    worker = world.worker();
    worker.step();
    assertThat(world.texts())
        .containsExactly(
            "one", "two", "The worker was lost here; at most 2 s of output may be missing.");
    worker.close();
    assertThat(world.folder).isEmptyDirectory();
  }

  @Test
  void anAttemptThatEndedBeforeItsWorkerDiedIsShippedWithoutAWord() {
    AttemptLog log = worker.open(KEY, new SecretMask());
    log.line(Level.INFO, "done");
    log.close();
    worker.abandon();
    worker = world.worker();
    worker.step();
    assertThat(world.texts()).containsExactly("done");
  }

  @Test
  void aSuccessorThatDiesInTheMiddleDoesNotRepeatTheWord() throws IOException {
    worker.open(KEY, new SecretMask()).line(Level.INFO, "one");
    worker.abandon();
    world.down();
    worker = world.worker();
    worker.step();
    worker.abandon();
    world.up();
    worker = world.worker();
    worker.step();
    assertThat(world.texts()).hasSize(2).last().asString().startsWith("The worker was lost here");
    assertThat(files()).isEmpty();
  }

  @Test
  void aLivingWorkersSpoolIsLeftAlone() throws IOException {
    worker.open(KEY, new SecretMask()).line(Level.INFO, "still here");
    world.worker().step();
    assertThat(world.texts()).isEmpty();
    assertThat(files()).hasSize(1);
  }

  @Test
  void closingWithThePlaceDownKeepsTheRestForTheSuccessor() throws IOException {
    world.down();
    AttemptLog log = worker.open(KEY, new SecretMask());
    log.line(Level.INFO, "kept");
    log.close();
    worker.close();
    assertThat(files()).hasSize(1);
    world.up();
    worker = world.worker();
    worker.step();
    assertThat(world.texts()).containsExactly("kept");
  }

  @Test
  void whenTooMuchWaitsOutputIsLeftOutAndTheLogSaysHowMuch() {
    world.down();
    AttemptLog log = worker.open(KEY, new SecretMask());
    for (int i = 0; i < 3_000; i++) {
      log.line(Level.INFO, i + "-" + "x".repeat(1_000));
    }
    assertThat(worker.health().waitingBytes()).isBetween(900_000L, 1_100_000L);
    world.up();
    world.later(worker, 10);
    log.line(Level.INFO, "after");
    log.close();
    worker.step();
    List<String> texts = world.texts();
    assertThat(texts.get(0)).startsWith("0-");
    assertThat(texts)
        .filteredOn(t -> !t.contains("-x"))
        .hasSize(3)
        .satisfiesExactly(
            t -> assertThat(t).startsWith("Output is left out from here on: more than 1 MiB"),
            t -> assertThat(t).matches("[12],\\d{3} lines were left out here: .*"),
            t -> assertThat(t).isEqualTo("after"));
  }

  @Test
  void aSpoolThatCannotBeWrittenDoesNotDisturbTheTask() throws IOException {
    SpoolWorld lines = new SpoolWorld(temp.resolve("lines"), SpoolWorld.LINE_BY_LINE);
    worker = lines.worker();
    AttemptLog log = worker.open(KEY, new SecretMask());
    log.line(Level.INFO, "before");
    lines.pass(Duration.ofSeconds(2));
    worker.step();
    Path inTheWay = lines.breakFolder();
    log.line(Level.INFO, "lost 1");
    log.line(Level.INFO, "lost 2");
    Files.delete(inTheWay);
    log.line(Level.INFO, "after");
    lines.pass(Duration.ofSeconds(2));
    worker.step();
    List<String> texts = lines.remote.text(KEY).lines().map(l -> l.substring(31)).toList();
    assertThat(texts.get(1)).startsWith("2 lines were left out here: the worker could not write");
    assertThat(texts).last().isEqualTo("after");
  }

  @Test
  void aThreadThatIsInterruptedStillWrites() {
    AttemptLog log = worker.open(KEY, new SecretMask());
    Thread.currentThread().interrupt();
    try {
      log.line(Level.INFO, "one");
      log.line(Level.INFO, "two");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    log.close();
    worker.step();
    assertThat(world.texts()).containsExactly("one", "two");
  }

  @Test
  void secretsNeverReachTheDisk() throws IOException {
    AttemptLog log = worker.open(KEY, new SecretMask());
    log.secrets().learn("s3cr3t-value");
    log.line(Level.INFO, "using s3cr3t-value\nand s3cr3t-value");
    try (Stream<Path> all = Files.walk(world.folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        assertThat(file).content(ISO_8859_1).doesNotContain("s3cr3t");
      }
    }
    log.close();
    worker.step();
    assertThat(world.remote.text(KEY)).endsWith("using ***\nand ***\n");
  }

  @Test
  void oneAttemptsFailureDoesNotHoldUpOthers() throws IOException {
    TaskLogKey other = new TaskLogKey("d", "r", "other", -1, 1);
    try (AttemptLog first = worker.open(KEY, new SecretMask());
        AttemptLog second = worker.open(other, new SecretMask())) {
      first.line(Level.INFO, "poison");
      second.line(Level.INFO, "fine");
    }
    world.remote.refuse(bytes -> new String(bytes, ISO_8859_1).contains("poison"));
    world.later(worker, 1);
    world.later(worker, 1);
    assertThat(world.remote.text(other)).contains("fine");
    assertThat(world.remote.list(KEY)).isEmpty();
  }

  @Test
  void shippingThreadsShipByThemselvesAndCloseWaitsForTheRest() throws Exception {
    CountDownLatch shipped = new CountDownLatch(1);
    world.remote.fault(
        call -> {
          shipped.countDown();
          return false;
        });
    Path folder = temp.resolve("threads");
    LogSpool spool =
        LogSpool.start(
            folder,
            world.remote,
            LogSpoolSettings.defaults(),
            java.time.Clock.systemUTC(),
            java.util.UUID::randomUUID);
    TaskLogKey later = new TaskLogKey("d", "r", "later", -1, 1);
    try (AttemptLog log = spool.open(KEY, new SecretMask())) {
      log.line(Level.INFO, "while it runs");
      assertThat(shipped.await(30, TimeUnit.SECONDS)).isTrue();
    }
    try (AttemptLog log = spool.open(later, new SecretMask())) {
      log.line(Level.INFO, "at the end");
    }
    spool.close();
    assertThat(world.remote.text(KEY)).contains("while it runs");
    assertThat(world.remote.text(later)).contains("at the end");
    assertThat(folder).isEmptyDirectory();
  }
}
