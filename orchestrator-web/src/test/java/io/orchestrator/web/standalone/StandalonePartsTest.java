package io.orchestrator.web.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandalonePartsTest {
  private final Path folder;

  StandalonePartsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theEnvironmentChangesSettings() {
    assertThat(settings(Map.of("ORCHESTRATOR__EXECUTION__LEASE", "6s")))
        .containsEntry("orchestrator.execution.lease", "6s");
  }

  @Test
  void theEnvironmentCannotPartTheServerFromItsWorkerAndItsFiles() throws IOException {
    Map<String, Object> settings =
        agreed(
            Map.of(
                "ORCHESTRATOR__EXECUTION__WORKER_TOKEN", "another",
                "ORCHESTRATOR__SECURITY__ADMIN_PASSWORD", "another",
                "ORCHESTRATOR__LOGS__SPOOL", "/another",
                "ORCHESTRATOR__LOGS__SECRET_KEY", "another",
                "ORCHESTRATOR__WEB__PORT", "1"));
    assertThat(settings)
        .doesNotContainValue("another")
        .containsEntry("orchestrator.web.port", "8377")
        .containsEntry("orchestrator.logs.spool", home().spool().toString())
        .containsEntry(
            "orchestrator.execution.worker-token", Files.readString(home().secret("worker-token")))
        .containsEntry(
            "orchestrator.security.admin-password", Files.readString(home().adminPassword()));
  }

  @Test
  void aPlaceOfLogsInTheEnvironmentIsTakenWhole() {
    Map<String, Object> settings =
        settings(
            Map.of(
                "ORCHESTRATOR__LOGS__REMOTE", "s3://mine/logs",
                "ORCHESTRATOR__LOGS__REGION", "eu-west-1"));
    assertThat(settings)
        .containsEntry("orchestrator.logs.remote", "s3://mine/logs")
        .containsEntry("orchestrator.logs.region", "eu-west-1")
        .doesNotContainKeys("orchestrator.logs.endpoint", "orchestrator.logs.access-key");
  }

  @Test
  void temporaryFilesAreInTheHomeAndGoneAtTheNextStart() throws IOException {
    assertThat(Path.of(String.valueOf(settings(Map.of()).get("server.tomcat.basedir"))))
        .startsWithRaw(folder);
    Path left = Files.createDirectories(home().temporary("worker")).resolve("left");
    Files.writeString(left, "x");
    home().emptyTemporary();
    assertThat(left).doesNotExist();
  }

  private OrchestratorHome home() {
    return new OrchestratorHome(folder);
  }

  private Map<String, Object> settings(Map<String, String> environment) {
    return parts(environment).serverSettings();
  }

  private Map<String, Object> agreed(Map<String, String> environment) {
    return parts(environment).agreed();
  }

  private StandaloneParts parts(Map<String, String> environment) {
    StandaloneOptions options = new StandaloneOptions(8080, Optional.empty(), false, false);
    Ports ports = new Ports(folder.resolve("ports"));
    return new StandaloneParts(home(), options, 8377, ports, environment);
  }
}
