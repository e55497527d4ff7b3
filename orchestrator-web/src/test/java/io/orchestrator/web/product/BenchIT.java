package io.orchestrator.web.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code bench} on a small scale: what it tells, and that nothing is left of it. */
class BenchIT {
  private static final long MINUTES = 5;
  private final Path folder;
  private final Path temporary;

  BenchIT(@TempDir Path folder) {
    this.folder = folder;
    this.temporary = folder.resolve("tmp");
  }

  /** As an unpacked distribution: the launcher beside its libraries. */
  @BeforeEach
  void distribution() throws IOException {
    Path app = Path.of("target", "app", "lib").toAbsolutePath();
    Files.createSymbolicLink(folder.resolve("lib"), app);
    Files.copy(
        Path.of("..", "orchestrator"),
        folder.resolve("orchestrator"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Files.createDirectories(temporary);
  }

  private Process bench(Path out, Path err) throws IOException {
    List<String> command = new ArrayList<>(List.of(folder.resolve("orchestrator").toString()));
    command.addAll(List.of("bench", "--scenario", "chain", "--repetitions", "1", "-o", "json"));
    command.addAll(List.of("--chain", "3", "--runs", "2", "--tasks", "2"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("ORCHESTRATOR_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    return builder.start();
  }

  @Test
  void aScenarioTellsItsFiguresAndGoalsAndLeavesNothing() throws Exception {
    Path out = folder.resolve("out.json");
    Path err = folder.resolve("err.txt");
    Process process = bench(out, err);
    assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as(Files.readString(err)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(err)).isZero();
    JsonNode report = JsonMapper.builder().build().readTree(Files.readString(out));
    JsonNode chain = report.at("/scenarios/chain/this");
    for (String figure : List.of("gap_p50_ms", "wall_ms", "wal_bytes_a_task", "commit_p50_ms")) {
      assertThat(chain.path(figure).path("median").asDouble(0)).as(figure).isPositive();
    }
    JsonNode gate = report.at("/gates/P1");
    assertThat(gate.path("limit").asDouble(0)).isPositive();
    assertThat(gate.path("ratio").asDouble(0)).isPositive();
    assertThat(gate.path("holds").isBoolean()).isTrue();
    assertNothingIsLeft();
  }

  @Test
  void nothingIsLeftOfABenchmarkThatIsEnded() throws Exception {
    Path err = folder.resolve("err.txt");
    Process process = bench(folder.resolve("out.json"), err);
    await().atMost(Duration.ofMinutes(MINUTES)).until(() -> ofThisTest().count() >= 3);
    process.destroy();
    assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as(Files.readString(err)).isTrue();
    assertNothingIsLeft();
  }

  private void assertNothingIsLeft() throws IOException {
    assertThat(ofThisTest().map(ProcessHandle::info)).isEmpty();
    try (Stream<Path> files = Files.list(temporary)) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .noneMatch(name -> name.startsWith("orchestrator-bench"));
    }
  }

  /** Processes that have something to do with its folder. */
  private Stream<ProcessHandle> ofThisTest() {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process
                    .info()
                    .commandLine()
                    .orElse("")
                    .contains(temporary + "/orchestrator-bench"));
  }
}
