package io.orchestrator.operators.standard;

import static io.orchestrator.testing.DagTestAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.dag.Dag;
import io.orchestrator.operator.Poll;
import io.orchestrator.operator.TaskFailedException;
import io.orchestrator.testing.DagTester;
import io.orchestrator.testkit.FakeTaskContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSensorIT {
  private final FakeTaskContext context = new FakeTaskContext();
  private final Path folder;

  FileSensorIT(@TempDir Path folder) {
    this.folder = folder;
  }

  private Poll<String> poke(String path) throws IOException {
    FileSensor sensor = FileSensor.of(path);
    context.templates = sensor.templates();
    return sensor.poke(context);
  }

  @Test
  void waitsForTheFile() throws Exception {
    Path file = folder.resolve("2026-01-02.csv");
    assertThat(poke(folder + "/{{ ds }}.csv"))
        .isEqualTo(Poll.notYet("there is no file " + file + " yet"));
    Files.createFile(file);
    assertThat(poke(folder + "/{{ ds }}.csv")).isEqualTo(Poll.ready(file.toString()));
  }

  @Test
  void takesTheFirstThatFitsAPattern() throws Exception {
    assertThat(poke(folder + "/none/*.csv")).isInstanceOf(Poll.NotYet.class);
    Files.createFile(folder.resolve("b.csv"));
    Files.createFile(folder.resolve("a.csv"));
    Files.createFile(folder.resolve("a.txt"));
    assertThat(poke(folder + "/*.csv")).isEqualTo(Poll.ready(folder + "/a.csv"));
    assertThat(poke(folder + "/?.pdf")).isInstanceOf(Poll.NotYet.class);
  }

  @Test
  void refusesARelativePath() {
    assertThatThrownBy(() -> poke("data/x"))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("is no absolute path");
  }

  @Test
  void waitsAsItsTaskSays() {
    Dag dag =
        Dag.define(
            "waits",
            d ->
                d.sensor("file", FileSensor.of("/there/is/none"))
                    .pokeInterval(Duration.ofSeconds(5))
                    .timeout(Duration.ofMinutes(1))
                    .softFail());
    assertThat(DagTester.of(dag).run()).task("file").wasSkipped().hadTries(1);
  }
}
