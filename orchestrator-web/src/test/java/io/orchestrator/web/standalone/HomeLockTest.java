package io.orchestrator.web.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two starts in one home. */
class HomeLockTest {
  private static final long PID = ProcessHandle.current().pid();
  private final OrchestratorHome home;

  HomeLockTest(@TempDir Path folder) {
    this.home = new OrchestratorHome(folder).create();
  }

  @Test
  void aSecondStartSaysThatAnotherIsStartingAndTouchesNothing() throws IOException {
    Files.createDirectories(home.temporary("server"));
    try (HomeLock first = HomeLock.take(home)) {
      assertThat(first).isNotNull();
      Map<Path, String> before = files();
      var options = new StandaloneOptions(8080, Optional.empty(), false, false);
      PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
      assertThatThrownBy(() -> Standalone.start(home, options, nowhere))
          .isInstanceOf(StartFailure.class)
          .hasMessage("A standalone is already starting in %s, pid %d.", home.root(), PID);
      assertThat(files()).isEqualTo(before);
    }
  }

  @Test
  void statusAndStopKnowTheOneThatIsStarting() {
    assertThat(StandaloneState.read(home).state()).isEqualTo("stopped");
    try (HomeLock lock = HomeLock.take(home)) {
      assertThat(lock).isNotNull();
      StandaloneState state = StandaloneState.read(home);
      assertThat(state.state()).isEqualTo("starting");
      assertThat(state.serverProcess()).hasValue(ProcessHandle.current());
      assertThat(state.lines().get(0))
          .isEqualTo("Orchestrator is starting (home " + home.root() + ")");
    }
    assertThat(StandaloneState.read(home).state()).isEqualTo("stopped");
  }

  @Test
  void theLockOfAProcessThatDiedStopsNoStart() throws IOException {
    Files.writeString(home.lock(), "999999999");
    assertThat(StandaloneState.read(home).state()).isEqualTo("stopped");
    HomeLock.take(home).close();
    HomeLock.take(home).close();
  }

  /** Every file with its time and size. */
  private Map<Path, String> files() throws IOException {
    Map<Path, String> found = new TreeMap<>();
    try (Stream<Path> all = Files.walk(home.root())) {
      for (Path each : all.toList()) {
        found.put(each, Files.getLastModifiedTime(each) + " " + Files.size(each));
      }
    }
    return found;
  }
}
