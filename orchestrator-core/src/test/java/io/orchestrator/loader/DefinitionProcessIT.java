package io.orchestrator.loader;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.loader.protocol.ImportFinding;
import io.orchestrator.loader.protocol.LoadResult;
import io.orchestrator.model.CodeKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DefinitionProcessIT {
  private static final String DEFINE =
      """
      import io.orchestrator.dag.Dag;
      import io.orchestrator.dag.DagDefinition;

      public class Etl implements DagDefinition {
        static int depth(int n) { return depth(n + 1) + 1; }

        @Override
        public Dag define() {
          %s
        }
      }
      """;
  private static final String GOOD =
      "return Dag.define(\"etl\", d -> d.task(\"a\", c -> 1).then(d.empty(\"b\")));";

  private DefinitionProcess definitions;

  @BeforeAll
  void start() {
    definitions = new DefinitionProcess(Duration.ofSeconds(20));
  }

  @AfterAll
  void stop() {
    definitions.close();
  }

  @AfterEach
  void theNextFileStillLoads() {
    LoadResult good = load(GOOD);
    assertThat(good.findings()).isEmpty();
    assertThat(good.dags()).hasSize(1);
    assertThat(good.dags().get(0).model().task("b").orElseThrow().upstream()).containsExactly("a");
  }

  @Test
  void aSyntaxErrorComesWithJavacsTextAndACaret() {
    ImportFinding finding = only("return Dag.define(\"etl\", d -> { d.empty(\"a\") });");
    assertThat(finding.code()).isEqualTo("DAG013");
    assertThat(finding.line()).contains(9);
    assertThat(finding.message()).contains("';' expected").contains("\n   |  ").contains("^");
  }

  @Test
  void aMissingImportIsNamed() {
    ImportFinding finding =
        only("return Dag.define(\"etl\", d -> d.runTimeout(Duration.ofHours(1)));");
    assertThat(finding.message()).contains("add: import java.time.Duration;");
  }

  @Test
  void anExceptionInDefineComesWithItsLine() {
    ImportFinding finding = only("throw new IllegalStateException(\"no bucket\");");
    assertThat(finding.code()).isEqualTo("DAG015");
    assertThat(finding.line()).contains(9);
    assertThat(finding.message())
        .contains("define of Etl threw java.lang.IllegalStateException: no bucket");
  }

  @Test
  void anEndlessDefineIsStoppedAndItsPlaceNamed() {
    try (DefinitionProcess impatient = new DefinitionProcess(Duration.ofSeconds(4))) {
      LoadResult result =
          impatient.load(
              CodeKind.JAVA_SOURCE,
              "Etl.java",
              DEFINE.formatted(
                  "while (true) { try { Thread.sleep(50); }"
                      + " catch (InterruptedException e) { continue; } }"));
      ImportFinding finding = result.findings().get(0);
      assertThat(finding.code()).isEqualTo("DAG010");
      assertThat(finding.line()).contains(9);
      assertThat(finding.message()).contains("did not come back").contains("Thread.sleep");
      assertThat(
              impatient.load(CodeKind.JAVA_SOURCE, "Etl.java", DEFINE.formatted(GOOD)).findings())
          .isEmpty();
    }
  }

  @Test
  void anExceptionInDefineDoesNotHideWhatWasFoundBefore() {
    List<ImportFinding> findings =
        load("return Dag.define(\"etl\", d -> { d.schedule(\"0 25 * * *\"); d.empty(\"a b\");"
                + " throw new IllegalStateException(\"no bucket\"); });")
            .findings();
    assertThat(findings)
        .extracting(ImportFinding::code)
        .containsExactly("DAG005", "DAG012", "DAG015");
    assertThat(findings).allSatisfy(finding -> assertThat(finding.line()).contains(9));
  }

  @Test
  void aSlowDefineLoadsWithAWarning() {
    LoadResult result =
        load("try { Thread.sleep(1200); } catch (InterruptedException e) { } " + GOOD);
    assertThat(result.findings()).isEmpty();
    assertThat(result.dags()).hasSize(1);
    assertThat(result.warnings()).hasSize(1);
    assertThat(result.warnings().get(0).code()).isEqualTo("DAG010");
    assertThat(result.warnings().get(0).line()).contains(9);
  }

  @Test
  void aDefineThatCalculatesForLongLoadsWithAWarning() {
    LoadResult result =
        load(
            "var threads = java.lang.management.ManagementFactory.getThreadMXBean();"
                + " while (threads.getCurrentThreadCpuTime() % 2_800_000_000L < 1_400_000_000L) { }"
                + " while (threads.getCurrentThreadCpuTime() % 2_800_000_000L > 1_400_000_000L) { } "
                + GOOD);
    assertThat(result.warnings()).extracting(ImportFinding::code).containsExactly("DAG010");
  }

  @Test
  void theFirstLoadOfAClassIsNoSlowDefine() {
    LoadResult result =
        load(
            "class Library { static final int N = load(); static int load() {"
                + " try { Thread.sleep(1200); } catch (InterruptedException e) { } return 1; } }"
                + " if (Library.N < 0) { return null; } "
                + GOOD);
    assertThat(result.findings()).isEmpty();
    assertThat(result.warnings()).isEmpty();
  }

  @Test
  void systemExitIsAFindingWithItsLine() {
    ImportFinding finding = only("System.exit(3); return null;");
    assertThat(finding.message()).contains("define called System.exit");
    assertThat(finding.line()).contains(9);
  }

  @Test
  void haltIsAFindingWithTheExitCode() {
    assertThat(only("Runtime.getRuntime().halt(7); return null;").message())
        .contains("ended with exit code 7");
  }

  @Test
  void aStackOverflowIsAFinding() {
    ImportFinding finding = only("depth(1); return null;");
    assertThat(finding.message()).contains("StackOverflowError");
    assertThat(finding.line()).contains(5);
  }

  @Test
  void runningOutOfMemoryIsAFinding() {
    ImportFinding finding =
        only(
            "var all = new java.util.ArrayList<long[]>();"
                + " while (true) { all.add(new long[10_000_000]); }");
    assertThat(finding.message()).contains("OutOfMemoryError");
  }

  @Test
  void aCycleShowsItsEdges() {
    ImportFinding finding =
        only(
            "return Dag.define(\"etl\", d -> { var a = d.empty(\"a\"); var b = d.empty(\"b\");"
                + " a.then(b); b.then(a); });");
    assertThat(finding.code()).isEqualTo("DAG003");
    assertThat(finding.message()).contains("a -> b -> a").contains("--> Etl.java:9   return Dag");
  }

  @Test
  void aDuplicateTaskIdNamesBothPlaces() {
    ImportFinding finding =
        only("return Dag.define(\"etl\", d -> { d.empty(\"a\"); d.empty(\"a\"); });");
    assertThat(finding.code()).isEqualTo("DAG002");
    assertThat(finding.message()).contains("first declared at Etl.java:9");
  }

  @Test
  void anUnknownUpstreamNamesTheNearest() {
    ImportFinding finding =
        only(
            "return Dag.define(\"etl\", d -> { d.empty(\"first\");"
                + " d.empty(\"b\").after(\"frist\"); });");
    assertThat(finding.code()).isEqualTo("DAG004");
    assertThat(finding.message()).contains("did you mean \"first\"");
  }

  @Test
  void aWrongCronIsAFinding() {
    ImportFinding finding = only("return Dag.define(\"etl\", d -> d.schedule(\"0 25 * * *\"));");
    assertThat(finding.code()).isEqualTo("DAG005");
    assertThat(finding.line()).contains(9);
  }

  @Test
  void printingDoesNotDisturbTheProtocol() {
    LoadResult result = load("System.out.println(\"{}\\n[]\"); System.err.print(\"x\"); " + GOOD);
    assertThat(result.findings()).isEmpty();
    assertThat(result.dags()).hasSize(1);
  }

  @Test
  void aDefinitionThatDiffersEachTimeIsRefused() {
    ImportFinding finding =
        only("return Dag.define(\"etl\", d -> d.empty(\"t\" + System.nanoTime()));");
    assertThat(finding.code()).isEqualTo("DAG011");
    assertThat(finding.message()).contains("/tasks/0/taskId was \"t");
  }

  @Test
  void aFileWithoutDagSaysWhatToWrite() {
    LoadResult result =
        definitions.load(CodeKind.JAVA_SOURCE, "Helper.java", "public class Helper {}\n");
    assertThat(result.findings()).hasSize(1);
    assertThat(result.findings().get(0).message()).contains("implements DagDefinition");
  }

  private ImportFinding only(String body) {
    List<ImportFinding> findings = load(body).findings();
    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).fileName()).isEqualTo("Etl.java");
    return findings.get(0);
  }

  private LoadResult load(String body) {
    return definitions.load(CodeKind.JAVA_SOURCE, "Etl.java", DEFINE.formatted(body));
  }
}
