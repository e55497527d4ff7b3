package io.orchestrator.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.orchestrator.loader.protocol.ImportFinding;
import io.orchestrator.loader.protocol.LoadResult;
import io.orchestrator.model.CodeKind;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Every bad file is one finding in the compilers' style, with code, file, line and help, and the
 * next file loads as if nothing had been.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
  private static final int LINE = 7;
  private static final String FILE =
      """
      import io.orchestrator.dag.*;

      public class Etl implements DagDefinition {
        @Override
        public Dag define() {
          // the line below is bad
          %s
        }

        static int depth(int n) {
          return depth(n + 1) + 1;
        }
      }
      """;
  private static final String GOOD = "return Dag.define(\"etl\", d -> d.task(\"a\", c -> 1));";

  /** A bad line and the code of its finding; line 0 when the JVM cannot say where it ended. */
  private record Bad(String what, String body, String code, int line, String words) {}

  private static final List<Bad> CASES =
      List.of(
          new Bad(
              "a cycle",
              "return Dag.define(\"etl\", d -> d.empty(\"a\").then(d.empty(\"b\").after(\"c\"),"
                  + " d.empty(\"c\").after(\"b\")));",
              "DAG003",
              LINE,
              "b -> c -> b"),
          new Bad(
              "a duplicate task id",
              "return Dag.define(\"etl\", d -> { d.empty(\"a\"); d.empty(\"a\"); });",
              "DAG002",
              LINE,
              "duplicate task id \"a\""),
          new Bad(
              "an unknown upstream",
              "return Dag.define(\"etl\", d -> { d.empty(\"load\"); d.empty(\"b\").after(\"laod\"); });",
              "DAG004",
              LINE,
              "laod"),
          new Bad(
              "a wrong cron",
              "return Dag.define(\"etl\", d -> { d.schedule(\"0 25 * * *\"); d.empty(\"a\"); });",
              "DAG005",
              LINE,
              "25"),
          new Bad("a syntax error", "return Dag.define(\"etl\", d -> { ;", "DAG013", 0, "^"),
          new Bad(
              "a define that throws",
              "throw new IllegalStateException(\"no bucket\");",
              "DAG015",
              LINE,
              "no bucket"),
          new Bad(
              "a define that sleeps for ever",
              "while (true) { try { Thread.sleep(50); } catch (InterruptedException e) { continue; } }",
              "DAG010",
              LINE,
              "did not come back"),
          new Bad(
              "a define that exits", "System.exit(3); return null;", "DAG015", LINE, "System.exit"),
          new Bad(
              "infinite recursion", "depth(0); return null;", "DAG015", 11, "StackOverflowError"),
          new Bad(
              "a huge allocation",
              "long[] all = new long[Integer.MAX_VALUE - 8]; return Dag.define(\"x\" + all.length, d -> {});",
              "DAG015",
              LINE,
              "OutOfMemoryError"));

  private DefinitionProcess definitions;

  @BeforeAll
  void start() {
    definitions = new DefinitionProcess(Duration.ofSeconds(8));
  }

  @AfterAll
  void stop() {
    definitions.close();
  }

  @TestFactory
  Stream<DynamicTest> everyBadFileIsAFindingAndDisturbsNothing() {
    return CASES.stream().map(bad -> dynamicTest(bad.what(), () -> check(bad)));
  }

  private void check(Bad bad) {
    LoadResult result = load(bad.body());
    assertThat(result.dags()).isEmpty();
    assertThat(result.findings()).extracting(ImportFinding::code).contains(bad.code());
    ImportFinding finding = result.findings().get(0);
    assertThat(finding.fileName()).isEqualTo("Etl.java");
    assertThat(finding.message())
        .startsWith("error[" + bad.code() + "]: ")
        .contains("\n  --> Etl.java:")
        .contains(bad.words());
    if (bad.line() > 0) {
      assertThat(finding.line()).contains(bad.line());
      assertThat(finding.message())
          .contains("\n  --> Etl.java:" + bad.line() + "   ")
          .contains("\n   = help: ");
    }
    LoadResult next = load(GOOD);
    assertThat(next.findings()).isEmpty();
    assertThat(next.dags()).hasSize(1);
  }

  private LoadResult load(String body) {
    return definitions.load(CodeKind.JAVA_SOURCE, "Etl.java", FILE.formatted(body));
  }
}
