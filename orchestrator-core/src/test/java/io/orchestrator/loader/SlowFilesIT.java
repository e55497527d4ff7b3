package io.orchestrator.loader;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.loader.protocol.ImportFinding;
import io.orchestrator.store.DagStore.ImportProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that take long beside files that do not. */
class SlowFilesIT {
  private static final String HANGS =
      "while (d != null) { try { Thread.sleep(50); }"
          + " catch (InterruptedException e) { continue; } }";

  /** Longer than a good file takes on a machine that is busy. */
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private final Set<Long> before = children();
  private final FakeStore store = new FakeStore();
  private final Path dags;
  private DefinitionLanes definitions;
  private DagBundles bundles;

  SlowFilesIT(@TempDir Path home) throws IOException {
    this.dags = Files.createDirectories(home.resolve("dags"));
    this.definitions = new DefinitionLanes(Duration.ofMinutes(10), PATIENCE);
    this.bundles = bundles(definitions);
  }

  @AfterEach
  void noChildIsLeftBehind() {
    bundles.close();
    ProcessHandle.current()
        .children()
        .filter(child -> !before.contains(child.pid()))
        .forEach(child -> child.onExit().orTimeout(30, TimeUnit.SECONDS).join());
  }

  @Test
  void aGoodFileDoesNotWaitForTheTimeoutOfOneThatHangs() throws IOException {
    write("A.java", dag("A", HANGS));
    assertThat(bundles.refresh().loadedFiles()).isEmpty();
    write("Good.java", dag("Good", ""));
    assertThat(bundles.refresh().dagIds()).containsExactly("Good");
    assertThat(store.importProblems()).isEmpty();
  }

  @Test
  void manyThatHangTakeTwoProcessesAndGoodOnesStillLoad() throws IOException {
    for (String name : List.of("A", "B", "C")) {
      write(name + ".java", dag(name, HANGS));
    }
    write("Good.java", dag("Good", ""));
    assertThat(bundles.refresh().dagIds()).containsExactly("Good");
    assertThat(children()).hasSizeBetween(before.size() + 1, before.size() + 2);
    write("Good.java", dag("Good", "d.empty(\"more\");"));
    assertThat(bundles.refresh().dagIds()).containsExactly("Good");
  }

  @Test
  void aCorrectedFileDoesNotWaitForItsOwnVersionThatHangs() throws IOException {
    write("A.java", dag("A", HANGS));
    bundles.refresh();
    write("A.java", dag("A", ""));
    assertThat(bundles.refresh().dagIds()).containsExactly("A");
    assertThat(bundles.refresh().changed()).isFalse();
  }

  @Test
  void aRemovedFileIsNotLoadedToItsEnd() throws IOException {
    write("A.java", dag("A", HANGS));
    bundles.refresh();
    Files.delete(dags.resolve("A.java"));
    bundles.refresh();
    write("B.java", dag("B", HANGS));
    write("Good.java", dag("Good", ""));
    assertThat(bundles.refresh().dagIds()).containsExactly("Good");
    assertThat(store.importProblems()).isEmpty();
  }

  @Test
  void aSlowFileIsStoredByALaterLookWithItsWarning() throws IOException {
    open(Duration.ofMinutes(10), Duration.ofSeconds(1));
    write(
        "Slow.java", dag("Slow", "try { Thread.sleep(3000); } catch (InterruptedException e) { }"));
    DagBundles.Refresh refresh = bundles.refresh();
    assertThat(refresh.changed()).isFalse();
    while (!refresh.changed()) {
      refresh = bundles.refresh();
    }
    assertThat(refresh.dagIds()).containsExactly("Slow");
    assertThat(refresh.warnings()).extracting(ImportFinding::code).containsExactly("DAG010");
    assertThat(bundles.refresh().changed()).isFalse();
  }

  @Test
  void theTimeoutOfAHangingFileIsItsProblem() throws IOException {
    open(Duration.ofSeconds(4), Duration.ofSeconds(1));
    write("A.java", dag("A", HANGS));
    DagBundles.Refresh refresh = bundles.refresh();
    while (!refresh.changed()) {
      refresh = bundles.refresh();
    }
    assertThat(store.importProblems()).extracting(ImportProblem::code).containsExactly("DAG010");
  }

  private void open(Duration limit, Duration patience) {
    bundles.close();
    definitions = new DefinitionLanes(limit, patience);
    bundles = bundles(definitions);
  }

  private DagBundles bundles(DefinitionLanes lanes) {
    List<DagFolder> folders = List.of(new DagFolder("main", dags));
    return new DagBundles(
        store, folders, lanes, true, dags.resolveSibling("jars"), () -> store.pools);
  }

  private static Set<Long> children() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
  }

  private void write(String fileName, String text) throws IOException {
    Files.writeString(dags.resolve(fileName), text);
  }

  private static String dag(String name, String body) {
    return """
        import io.orchestrator.dag.Dag;
        import io.orchestrator.dag.DagDefinition;
        public class %s implements DagDefinition {
          public Dag define() {
            return Dag.define("%s", d -> { %s d.empty("a"); });
          }
        }
        """
        .formatted(name, name, body);
  }
}
