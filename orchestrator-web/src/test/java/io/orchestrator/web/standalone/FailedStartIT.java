package io.orchestrator.web.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A standalone of which a part does not start. */
@Timeout(120)
class FailedStartIT {
  @Test
  void whatHasStartedIsStoppedAgain(@TempDir Path folder) throws IOException {
    OrchestratorHome home = new OrchestratorHome(folder).create();
    Path unpacked = Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg");
    Files.createDirectories(home.programs());
    Files.createSymbolicLink(
        home.programs().resolve("postgres"), Files.createDirectories(unpacked));
    // A file where local AWS keeps its folder of buckets.
    Files.writeString(Files.createDirectories(home.localAws()).resolve("s3"), "");
    var options = new StandaloneOptions(8080, Optional.empty(), false, false);
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    assertThatThrownBy(() -> Standalone.start(home, options, nowhere))
        .hasStackTraceContaining("s3");
    assertThat(home.postgres().resolve("PG_VERSION")).as("it had been started").exists();
    assertThat(home.postgres().resolve("postmaster.pid")).as("and was stopped").doesNotExist();
    HomeLock.take(home).close();
  }
}
