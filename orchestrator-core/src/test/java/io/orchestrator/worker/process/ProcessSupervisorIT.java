package io.orchestrator.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.operator.ProcessLauncher;
import io.orchestrator.operator.ProcessLauncher.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessSupervisorIT {
  private final Path spool;
  private final Sleepers sleepers = new Sleepers();
  private final List<String> lines = new ArrayList<>();
  private ProcessSupervisor supervisor;

  ProcessSupervisorIT(@TempDir Path spool) {
    this.spool = spool;
    supervisor = ProcessSupervisor.start(spool, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    supervisor.close();
    sleepers.killAll();
    assertThat(spool.resolve("processes")).isEmptyDirectory();
  }

  private static ProcessSpec bash(String script) {
    return new ProcessSpec(List.of("bash", "-c", script), Map.of(), true, Optional.empty());
  }

  private int run(String script) throws Exception {
    return supervisor.launcher("a").run(bash(script), lines::add);
  }

  @Test
  void deliversOutputAndErrorsInOrderAndTheExitCode() throws Exception {
    int code = run("echo one; echo two >&2; printf 'three\\r\\nfour'; exit 7");

    assertThat(lines).containsExactly("one", "two", "three", "four");
    assertThat(code).isEqualTo(7);
  }

  @Test
  void aSignalShowsAs128AndItsNumber() throws Exception {
    assertThat(run("kill -9 $$")).isEqualTo(137);
    assertThat(run("kill -TERM $$")).isEqualTo(143);
  }

  @Test
  void passesArgumentsAsTheyAre() throws Exception {
    List<String> command = List.of("printf", "%s\n", "$(id)", "a  b", "'\"`", "*", "", "grün");
    supervisor
        .launcher("a")
        .run(new ProcessSpec(command, Map.of(), true, Optional.empty()), lines::add);

    assertThat(lines).containsExactlyElementsOf(command.subList(2, command.size()));
  }

  @Test
  void passesOnlyTheGivenEnvironmentWhenAsked() throws Exception {
    ProcessSpec spec =
        new ProcessSpec(List.of("env"), Map.of("A.b", "1\n2"), false, Optional.empty());
    supervisor.launcher("dag/t/1").run(spec, lines::add);

    assertThat(lines)
        .contains("A.b=1", "2", "ORCHESTRATOR_ATTEMPT=dag/t/1")
        .hasSize(4)
        .anyMatch(line -> line.startsWith("ORCHESTRATOR_PROGRAM="));
  }

  @Test
  void givesAFreshWorkingDirectoryAndRemovesIt() throws Exception {
    run("pwd; mkdir -p a/b; touch a/b/c; ln -s / root; chmod 000 a; ls | wc -l; cat");

    assertThat(lines).element(1).isEqualTo("2");
    Path directory = Path.of(lines.get(0));
    assertThat(directory).startsWithRaw(spool.toRealPath()).doesNotExist();
    assertThat(spool.resolve("processes")).isDirectoryRecursivelyContaining("glob:**/lock");
  }

  @Test
  void namesAMissingProgramAndAMissingDirectory() {
    ProcessLauncher launcher = supervisor.launcher("a");

    assertThatThrownBy(
            () ->
                launcher.run(
                    new ProcessSpec(List.of("no-such"), Map.of(), true, Optional.empty()),
                    lines::add))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("\"no-such\" is not installed on this worker");
    assertThatThrownBy(
            () ->
                launcher.run(
                    new ProcessSpec(
                        List.of("true"), Map.of(), true, Optional.of(spool.resolve("nowhere"))),
                    lines::add))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nowhere does not exist");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s & echo done",
        "(setsid nohup %s &) ; echo done",
        "(setsid nohup %s >/dev/null 2>&1 &) ; echo done",
        "env -i setsid setsid %s >/dev/null 2>&1 </dev/null & disown; echo done",
        "(trap '' TERM; setsid bash -c 'trap \"\" TERM; %s; true' &); echo done"
      })
  void leftOversEndWithTheProgram(String script) throws Exception {
    int code = run(script.replace("%s", sleepers.command()) + "; echo more");

    assertThat(code).isZero();
    assertThat(lines).contains("done", "more");
    assertThat(sleepers.living()).isEmpty();
  }

  @Test
  void anInterruptEndsTheTreeAndStillDeliversWhatItSays() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    String script = "trap 'echo bye; exit' TERM; setsid " + sleepers.command() + " & echo up; wait";
    Thread task =
        new Thread(
            () -> {
              try {
                supervisor
                    .launcher("a")
                    .run(
                        bash(script),
                        line -> {
                          lines.add(line);
                          started.countDown();
                        });
              } catch (IOException | InterruptedException e) {
                thrown.complete(e);
              }
            });
    task.start();
    started.await();
    sleepers.awaitCount(1);
    task.interrupt();

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertThat(lines).containsExactly("up", "bye");
    assertThat(sleepers.living()).isEmpty();
  }

  @Test
  void aFailingReceiverEndsTheProgram() {
    assertThatThrownBy(
            () ->
                supervisor
                    .launcher("a")
                    .run(
                        bash(sleepers.command() + " & echo x; wait"),
                        line -> {
                          throw new IllegalStateException("full");
                        }))
        .hasMessage("full");
    assertThat(sleepers.living()).isEmpty();
  }

  @Test
  void programsOfOneAttemptDoNotDisturbEachOther() throws Exception {
    ProcessLauncher launcher = supervisor.launcher("a");
    CompletableFuture<Integer> longer = beside(() -> code(launcher, sleepers.command()));
    sleepers.awaitCount(1);
    launcher.run(bash("echo short"), lines::add);
    assertThat(sleepers.living()).hasSize(1);

    assertThat(supervisor.endAll("a", Ender.GRACE)).isEqualTo(1);
    assertThat(longer.get()).isEqualTo(143);
    assertThat(sleepers.living()).isEmpty();
    assertThatThrownBy(() -> launcher.run(bash("echo late"), lines::add))
        .hasMessageContaining("Attempt a has ended");
  }

  @Test
  void endingOneAttemptLeavesOthersAlone() throws Exception {
    Sleepers others = new Sleepers();
    CompletableFuture<Integer> one =
        beside(() -> code(supervisor.launcher("a"), sleepers.command()));
    CompletableFuture<Integer> other =
        beside(() -> code(supervisor.launcher("b"), others.command()));
    sleepers.awaitCount(1);
    others.awaitCount(1);

    supervisor.endAll("a", Ender.GRACE);
    assertThat(one.get()).isEqualTo(143);
    assertThat(others.living()).hasSize(1);
    supervisor.close();
    assertThat(other.get()).isEqualTo(143);
    assertThat(others.living()).isEmpty();
  }

  /** On a thread of its own: the common pool may have only one. */
  private static CompletableFuture<Integer> beside(Supplier<Integer> work) {
    return CompletableFuture.supplyAsync(work, task -> new Thread(task).start());
  }

  private static int code(ProcessLauncher launcher, String script) {
    try {
      return launcher.run(bash("exec " + script), line -> {});
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void longLinesAndGarbageComeThrough() throws Exception {
    run("head -c 200000 /dev/zero | tr '\\0' x; echo; printf '\\xff\\xfe ok\\n'");

    assertThat(lines).hasSize(5);
    assertThat(String.join("", lines.subList(0, 4))).hasSize(200_000);
    assertThat(lines.get(4)).isEqualTo("\ufffd\ufffd ok");
  }

  @Test
  void aNewWorkerEndsWhatADeadOneLeft() throws Exception {
    Spool dead = Spool.create(spool, "1234567890", Instant.EPOCH);
    dead.workingDirectory();
    Path folder = spool.resolve("processes/1234567890");
    Files.move(folder, spool.resolve("kept"));
    dead.close();
    Files.move(spool.resolve("kept"), folder);
    new ProcessBuilder(
            "prlimit",
            "--locks=123456789000000001:",
            "bash",
            "-c",
            "(env -i setsid " + sleepers.command() + " &)")
        .start()
        .waitFor();
    sleepers.awaitCount(1);

    ProcessSupervisor.start(spool, Clock.systemUTC()).close();

    assertThat(sleepers.living()).isEmpty();
    assertThat(folder).doesNotExist();
  }

  @Test
  void theWorkersOwnVariablesStayWithIt() throws Exception {
    Path seen = spool.resolve("seen");
    Process worker =
        ChildWorker.start(
            spool,
            "env > " + seen,
            Map.of(
                "ORCHESTRATOR_WORKER_TOKEN", "secret",
                "ORCHESTRATOR_CONN_DB", "secret",
                "ORCHESTRATOR_HOME", "/opt/home",
                "OTHER", "kept"));

    assertThat(worker.waitFor()).isZero();
    assertThat(Files.readAllLines(seen))
        .contains("ORCHESTRATOR_HOME=/opt/home", "OTHER=kept")
        .anyMatch(line -> line.startsWith("ORCHESTRATOR_ATTEMPT="))
        .noneMatch(line -> line.contains("secret"));
  }
}
