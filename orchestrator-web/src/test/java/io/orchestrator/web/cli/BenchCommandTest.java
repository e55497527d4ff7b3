package io.orchestrator.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.web.OrchestratorCalls;
import io.orchestrator.web.OrchestratorCalls.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code bench} refuses before it starts anything. */
class BenchCommandTest {
  private final Path folder;

  BenchCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void launcher() throws IOException {
    Path launcher = Files.writeString(folder.resolve("orchestrator"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
  }

  private Result bench(String... options) {
    List<String> all = new ArrayList<>(List.of("bench"));
    all.addAll(List.of(options));
    Result result =
        OrchestratorCalls.run(
            Map.of("ORCHESTRATOR_APP", folder.toString()), all.toArray(String[]::new));
    assertThat(result.code()).isEqualTo(2);
    return result;
  }

  @Test
  void anUnknownScenarioIsRefusedWithTheNearestName() {
    assertThat(bench("--scenario", "chian").err())
        .contains("There is no scenario \"chian\"; did you mean \"chain\".")
        .contains("Known are chain, rate,");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--repetitions=0",
        "--runs=0",
        "--tasks=-1",
        "--slots=0",
        "--chain=1",
        "--kills=0"
      })
  void numbersThatLeaveNothingToMeasureAreRefused(String option) {
    assertThat(bench(option).err()).contains("nothing to measure").contains("at least 1");
  }

  @Test
  void aFolderWithoutABuildIsRefused() throws IOException {
    assertThat(bench("--against", folder.resolve("none").toString()).err())
        .contains("There is no Orchestrator in " + folder.resolve("none"));
    assertThat(bench("--against", folder.toString()).err())
        .contains(folder + " is not built.")
        .contains("--version");
  }

  @Test
  void siegeChaosAndKillsAreForThemselves() {
    assertThat(bench("--scenario", "kills,chaos").err()).contains("for themselves");
    assertThat(bench("--scenario", "kills", "--database", "x").err()).contains("for themselves");
    assertThat(bench("--scenario", "chain,siege").err()).contains("for themselves");
    assertThat(bench("--scenario", "chaos", "--against", "x").err()).contains("for themselves");
  }

  @Test
  void whatIsNoDatabaseOfPostgresIsRefused() {
    assertThat(bench("--database", "jdbc:mysql://localhost/x").err())
        .contains("\"jdbc:mysql://localhost/x\" is not the URL of a database in PostgreSQL.");
  }

  @Test
  void aSecretInTheUrlIsRefusedAndNotRepeated() {
    String err =
        bench("--database", "jdbc:postgresql://localhost/x?ssl=true&password=hidden").err();
    assertThat(err).contains("names a user or a password").doesNotContain("hidden");
  }
}
