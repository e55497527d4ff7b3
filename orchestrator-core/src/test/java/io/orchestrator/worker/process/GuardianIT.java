package io.orchestrator.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.operator.ProcessLauncher;
import io.orchestrator.operator.ProcessLauncher.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs of workers that are killed, frozen or late. */
class GuardianIT {
  private final Path spool;
  private final Sleepers sleepers = new Sleepers();
  private ProcessSupervisor supervisor;

  GuardianIT(@TempDir Path spool) {
    this.spool = spool;
    supervisor = ProcessSupervisor.start(spool, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    supervisor.close();
    sleepers.killAll();
    assertThat(spool.resolve("processes")).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s & wait",
        "(setsid nohup %s >/dev/null 2>&1 &) ; (%s &) ; %s",
        "(env -i setsid setsid %s >/dev/null 2>&1 </dev/null &) ; %s",
        "(setsid bash -c 'trap \"\" TERM; %s; true' &) ; %s"
      })
  void noProcessSurvivesAKilledWorker(String script) throws Exception {
    int expected = script.split("%s", -1).length - 1;
    Process worker = ChildWorker.start(spool, script.replace("%s", sleepers.command()), Map.of());
    try {
      sleepers.awaitCount(expected);
    } finally {
      worker.destroyForcibly().waitFor();
    }

    sleepers.awaitCount(0);
    Files.delete(spool.resolve("worker.log"));
    supervisor.close();
    supervisor = ProcessSupervisor.start(spool, Clock.systemUTC());
    try (Stream<Path> folders = Files.list(spool.resolve("processes"))) {
      assertThat(folders).as("the killed worker's folder is removed").hasSize(1);
    }
  }

  @Test
  void noTryBeginsWhileAProgramOfAnEarlierOneLivesOnThisMachine() throws Exception {
    String deaf = "(setsid bash -c 'trap \"\" TERM; %1$s; true' &) ; trap '' TERM; %1$s; true";
    ProcessLauncher first = supervisor.launcher("dag/run/task/1");
    CompletableFuture<Integer> ended =
        beside(() -> codeOf(first, deaf.formatted(sleepers.command())));
    sleepers.awaitCount(2);

    try (ProcessSupervisor other = ProcessSupervisor.start(spool, Clock.systemUTC())) {
      other.launcher("dag/run/another/1");
      assertThat(sleepers.living()).as("another task is left alone").hasSize(2);
      other.launcher("dag/run/task/2");
      assertThat(sleepers.living()).isEmpty();
    }
    assertThat(ended.get()).isEqualTo(137);
    assertThat(spool.resolve("programs")).isEmptyDirectory();
  }

  @Test
  void aFrozenWorkersProgramsEndBeforeTheirLeases() throws Exception {
    CompletableFuture<Integer> ended =
        beside(
            () ->
                codeOf(supervisor.launcher("a"), "trap '' TERM; " + sleepers.command() + "; true"));
    sleepers.awaitCount(1);

    supervisor.expectWordWithin(Duration.ofSeconds(30));
    supervisor.expectWordWithin(Duration.ZERO);
    supervisor.expectWordWithin(Duration.ofMillis(300));
    // Not a word more.

    assertThat(ended.get(10, TimeUnit.SECONDS)).isEqualTo(137);
    assertThat(sleepers.living()).isEmpty();
  }

  @Test
  void aWorkerThatIsHeardKeepsItsPrograms() throws Exception {
    CompletableFuture<Integer> ended =
        beside(() -> codeOf(supervisor.launcher("a"), "sleep 1.5; exit 3"));

    supervisor.expectWordWithin(Duration.ofMillis(400));
    supervisor.expectWordWithin(Duration.ofSeconds(20));

    assertThat(ended.get()).isEqualTo(3);
  }

  @Test
  void anAttemptEndsAfterItsGraceEvenIfItsWorkerIsFrozenInIt() throws Exception {
    Path asked = spool.resolve("asked");
    Process worker =
        ChildWorker.start(
            spool,
            """
            (trap 'touch %2$s; exit' TERM; while :; do sleep 0.05; done) &
            trap '' TERM
            (setsid bash -c 'trap "" TERM; %1$s; true' &)
            %1$s; true
            """
                .formatted(sleepers.command(), asked),
            Map.of("END_AFTER", "1"));
    sleepers.awaitCount(2);
    Sleepers.await(() -> Files.exists(asked));
    signal("STOP", worker.pid());

    sleepers.awaitCount(0);
    worker.destroyForcibly().waitFor();
    Files.delete(spool.resolve("worker.log"));
    supervisor.close();
    supervisor = ProcessSupervisor.start(spool, Clock.systemUTC());
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-s", name, Long.toString(pid)).start().waitFor())
        .isZero();
  }

  @Test
  void theGuardianCountsTimeNotRounds() throws Exception {
    Path tools = Files.createDirectory(spool.resolve("tools"));
    Path slow = tools.resolve("grep");
    Files.writeString(slow, "#!/bin/sh\nsleep 0.5\nPATH=${PATH#*:} exec grep \"$@\"\n");
    assertThat(slow.toFile().setExecutable(true)).isTrue();
    Process worker =
        ChildWorker.start(
            spool,
            "trap '' TERM; " + sleepers.command() + "; true",
            Map.of("PATH", tools + ":" + System.getenv("PATH")));
    sleepers.awaitCount(1);
    long killed = System.nanoTime();
    worker.destroyForcibly().waitFor();

    // Twenty rounds would take as many seconds.
    sleepers.awaitCount(0);
    assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(8));
    Files.delete(spool.resolve("worker.log"));
    supervisor.close();
    supervisor = ProcessSupervisor.start(spool, Clock.systemUTC());
  }

  private static int codeOf(ProcessLauncher launcher, String script) {
    try {
      return launcher.run(
          new ProcessSpec(List.of("bash", "-c", script), Map.of(), true, Optional.empty()),
          line -> {});
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** On a thread of its own: the common pool may have only one. */
  private static CompletableFuture<Integer> beside(Supplier<Integer> work) {
    return CompletableFuture.supplyAsync(work, task -> new Thread(task).start());
  }
}
