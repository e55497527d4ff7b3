package io.orchestrator.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.store.DagStore.ImportProblem;
import io.orchestrator.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DagBundlesIT {
  private static final DefinitionLanes DEFINITIONS =
      new DefinitionLanes(Duration.ofSeconds(20), Duration.ofSeconds(20));
  private final Path home;
  private final FakeStore store = new FakeStore();
  private final Path dags;

  DagBundlesIT(@TempDir Path home) throws IOException {
    this.home = home;
    this.dags = Files.createDirectories(home.resolve("dags"));
  }

  @AfterAll
  static void stop() {
    DEFINITIONS.close();
  }

  @Test
  void aGoodFileBesideABadOneIsRegisteredWithItsNextFire() throws IOException {
    write("Good.java", dag("Good", "good", "d.schedule(\"0 0 * * *\").start(\"2026-01-01\");"));
    write("Bad.java", "public class Bad {");
    DagBundles.Refresh refresh = bundles().refresh();
    assertThat(refresh.dagIds()).containsExactly("good");
    assertThat(problems()).extracting(ImportProblem::code).containsExactly("DAG013");
    var next = Objects.requireNonNull(store.find("good").orElseThrow().nextFire());
    assertThat(next.runAfter()).isAfterOrEqualTo(Instant.parse("2026-01-05T00:00:00Z"));
  }

  @Test
  void anUnchangedFolderLoadsNothing() throws IOException {
    write("Good.java", dag("Good", "good", ""));
    DagBundles bundles = bundles();
    assertThat(bundles.refresh().loadedFiles()).containsExactly("main/Good.java");
    assertThat(bundles.refresh().changed()).isFalse();
  }

  @Test
  void aSavedFileBecomesANewVersionAndABadSaveKeepsTheLastGoodOne() throws IOException {
    write("Good.java", dag("Good", "good", ""));
    DagBundles bundles = bundles();
    bundles.refresh();
    write("Good.java", dag("Good", "good", "d.empty(\"added\");"));
    bundles.refresh();
    assertThat(store.find("good").orElseThrow().version().number()).isEqualTo(2);
    write("Good.java", "public class Good {");
    bundles.refresh();
    assertThat(store.find("good").orElseThrow().version().number()).isEqualTo(2);
    assertThat(store.find("good").orElseThrow().stale()).isFalse();
    assertThat(problems()).hasSize(1);
    write("Good.java", dag("Good", "good", ""));
    bundles.refresh();
    assertThat(problems()).isEmpty();
  }

  @Test
  void aRemovedFileMakesItsDagsStaleAndTakesItsProblemsAway() throws IOException {
    write("Good.java", dag("Good", "good", ""));
    write("Bad.java", "public class Bad {");
    DagBundles bundles = bundles();
    bundles.refresh();
    Files.delete(dags.resolve("Good.java"));
    Files.delete(dags.resolve("Bad.java"));
    assertThat(bundles.refresh().removedFiles()).hasSize(2);
    assertThat(store.find("good").orElseThrow().stale()).isTrue();
    assertThat(problems()).isEmpty();
  }

  @Test
  void aDagIdBelongsToTheFirstFileUntilThatLetsItGo() throws IOException {
    write("A.java", dag("A", "same", ""));
    DagBundles bundles = bundles();
    bundles.refresh();
    write("B.java", dag("B", "same", ""));
    bundles.refresh();
    assertThat(store.find("same").orElseThrow().fileName()).isEqualTo("A.java");
    assertThat(problems().get(0).code()).isEqualTo("DAG001");
    assertThat(problems().get(0).message()).contains("A.java").contains("B.java:5");
    assertThat(problems().get(0).line()).isEqualTo(5);
    Files.delete(dags.resolve("A.java"));
    bundles.refresh();
    bundles.refresh();
    assertThat(store.find("same").orElseThrow().fileName()).isEqualTo("B.java");
    assertThat(store.find("same").orElseThrow().stale()).isFalse();
    assertThat(problems()).isEmpty();
  }

  @Test
  void aRestartKeepsTheOwnerOfADagId() throws IOException {
    write("B.java", dag("B", "same", ""));
    bundles().refresh();
    write("A.java", dag("A", "same", ""));
    bundles().refresh();
    assertThat(store.find("same").orElseThrow().fileName()).isEqualTo("B.java");
  }

  @Test
  void whatTheStoreDidNotTakeIsTriedAgain() throws IOException {
    DagBundles bundles = bundles();
    bundles.refresh();
    write("Good.java", dag("Good", "good", ""));
    store.refuseNext();
    assertThatThrownBy(bundles::refresh).isInstanceOf(StoreUnavailableException.class);
    assertThat(bundles.refresh().dagIds()).containsExactly("good");
  }

  @Test
  void anUnknownPoolIsAWarningUntilItIsThere() throws IOException {
    store.pools.add("athena");
    String tasks = "d.empty(\"b\").pool(\"athna\"); d.empty(\"c\").pool(\"athna\");";
    write("Good.java", dag("Good", "good", tasks));
    DagBundles bundles = bundles();
    DagBundles.Refresh refresh = bundles.refresh();
    assertThat(refresh.dagIds()).containsExactly("good");
    assertThat(refresh.findings()).isEmpty();
    assertThat(problems()).isEmpty();
    assertThat(store.loadWarnings()).extracting(ImportProblem::code).containsExactly("DAG006");
    assertThat(store.loadWarnings().get(0).line()).isEqualTo(5);
    assertThat(store.loadWarnings().get(0).message())
        .startsWith(
            "warning[DAG006]: there is no pool \"athna\": task \"b\" and 1 more will wait\n"
                + "  --> Good.java:5   return Dag.define(")
        .endsWith(
            "help: did you mean \"athena\"? Else make the pool, on the page Pools or by the API");
    assertThat(bundles.refresh().changed()).isFalse();
    store.pools.add("athna");
    bundles.refresh();
    assertThat(bundles.refresh().loadedFiles()).containsExactly("main/Good.java");
    assertThat(store.loadWarnings()).isEmpty();
  }

  @Test
  void aSlowDefinitionIsAWarningThatStaysOverARestart() throws IOException {
    String waits = "try { Thread.sleep(1200); } catch (InterruptedException e) { }";
    write("Slow.java", dag("Slow", "slow", waits));
    bundles().refresh();
    assertThat(store.loadWarnings().get(0).message()).startsWith("warning[DAG010]: define took");
    write("Other.java", dag("Other", "other", ""));
    DagBundles restarted = bundles();
    restarted.refresh();
    assertThat(store.loadWarnings()).extracting(ImportProblem::code).containsExactly("DAG010");
    Files.delete(dags.resolve("Slow.java"));
    restarted.refresh();
    assertThat(store.loadWarnings()).isEmpty();
  }

  @Test
  void aFolderThatVanishesTakesNothingAway() throws IOException {
    write("Good.java", dag("Good", "good", ""));
    DagBundles bundles = bundles();
    bundles.refresh();
    Files.move(dags, home.resolve("elsewhere"));
    assertThat(bundles.refresh().changed()).isFalse();
    assertThat(store.find("good").orElseThrow().stale()).isFalse();
  }

  @Test
  void hiddenFilesAreIgnoredAndTooLargeOnesRefused() throws IOException {
    write(".Hidden.java", "nonsense");
    write("Large.java", "/*" + "x".repeat(1024 * 1024) + "*/");
    bundles().refresh();
    assertThat(problems()).hasSize(1);
    assertThat(problems().get(0).message()).contains("at most 1 MiB");
  }

  private DagBundles bundles() {
    List<DagFolder> folders = List.of(new DagFolder("main", dags));
    return new DagBundles(
        store, folders, DEFINITIONS, true, home.resolve("jars"), () -> store.pools);
  }

  private List<ImportProblem> problems() {
    return store.importProblems();
  }

  private void write(String fileName, String text) throws IOException {
    Files.writeString(dags.resolve(fileName), text);
  }

  private static String dag(String className, String dagId, String settings) {
    return """
        import io.orchestrator.dag.Dag;
        import io.orchestrator.dag.DagDefinition;
        public class %s implements DagDefinition {
          public Dag define() {
            return Dag.define("%s", d -> { %s d.empty("a"); });
          }
        }
        """
        .formatted(className, dagId, settings);
  }
}
