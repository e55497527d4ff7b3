package io.orchestrator.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.web.OrchestratorCalls;
import io.orchestrator.web.OrchestratorCalls.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Verbs that need no server: dags check and dags test on real files. */
class LocalCommandsTest {
  private static final String GOOD =
      """
      import io.orchestrator.dag.Dag;
      import io.orchestrator.dag.DagDefinition;

      public class Good implements DagDefinition {
        public Dag define() {
          return Dag.define("good", dag -> {
            var a = dag.action("a", c -> {});
            var b = dag.action("b", c -> { c.log("hello from b"); });
            a.then(b);
          });
        }
      }
      """;
  private final Path folder;

  LocalCommandsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aGoodFolderIsCheckedWithCodeZero() throws Exception {
    write("Good.java", GOOD);
    Result result = run("dags", "check", folder.toString());
    assertThat(result.out()).as(result.err()).isEqualTo("1 file, 1 DAG, 0 errors, 0 warnings.\n");
    assertThat(result.code()).isZero();
  }

  @Test
  void everyProblemOfAFolderIsReportedAndTheCodeIsOne() throws Exception {
    write("Good.java", GOOD);
    write("Twin.java", GOOD.replace("class Good", "class Twin"));
    write(
        "Broken.java", GOOD.replace("class Good", "class Broken").replace("a.then(b);", "a.then("));
    Result text = run("dags", "check", folder.toString());
    assertThat(text.code()).isEqualTo(1);
    assertThat(text.out()).contains("error[DAG013]").contains("error[DAG001]");
    JsonNode json = json("dags", "check", folder.toString(), "-o", "json");
    assertThat(json.get("files").asInt()).isEqualTo(3);
    assertThat(json.get("problems")).hasSize(2);
    assertThat(json.at("/problems/0/file").asString()).isEqualTo("Broken.java");
    assertThat(json.at("/problems/0/line").asInt()).isEqualTo(10);
  }

  @Test
  void onlyTheNamedFileIsChecked() throws Exception {
    write("Good.java", GOOD);
    write("Broken.java", "nonsense");
    assertThat(run("dags", "check", folder.resolve("Good.java").toString()).code()).isZero();
    assertThat(run("dags", "check", folder.resolve("None.java").toString()).err())
        .contains("There is no file or folder");
  }

  @Test
  void aDagRunsInMemoryWithItsLogAndATable() throws Exception {
    write("Good.java", GOOD);
    Result result = run("dags", "test", folder.resolve("Good.java").toString(), "-d", "2026-01-01");
    assertThat(result.code()).as(result.out() + result.err()).isZero();
    assertThat(result.out()).contains("hello from b").contains("success");
  }

  @Test
  void aRunThatFailsEndsWithOne() throws Exception {
    write(
        "Bad.java",
        GOOD.replace("class Good", "class Bad")
            .replace(
                "c.log(\"hello from b\");",
                "throw new IllegalStateException(\"broken on purpose\");"));
    Result result = run("dags", "test", folder.resolve("Bad.java").toString(), "-d", "2026-01-01");
    assertThat(result.out() + result.err()).contains("broken on purpose").contains("failed");
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void wrongInputOfATestIsASentence() throws Exception {
    write("Good.java", GOOD);
    String file = folder.resolve("Good.java").toString();
    assertThat(run("dags", "test", file, "--dag", "other").err()).contains("has no DAG other");
    assertThat(run("dags", "test", file, "-d", "soon").err()).contains("not started");
    assertThat(run("dags", "test", file, "-c", "nope").err()).contains("--conf is not a JSON");
  }

  @Test
  void anUnknownParamOfATestIsRefusedWithTheNearestNameAndWithoutParamsAnyConfIsTaken()
      throws Exception {
    write("Good.java", GOOD);
    write(
        "Etl.java",
        GOOD.replace("class Good", "class Etl")
            .replace(
                "public Dag define",
                "public record Params(boolean dry_run) {}\n  public Dag define")
            .replace("var a =", "dag.params(new Params(true)); var a ="));
    String conf = "{\"dryrun\":false}";
    Result result = run("dags", "test", folder.resolve("Etl.java").toString(), "-c", conf);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("did you mean \"dry_run\"?").doesNotContain("Write dates");
    assertThat(run("dags", "test", folder.resolve("Good.java").toString(), "-c", conf).code())
        .isZero();
  }

  private JsonNode json(String... arguments) {
    return JsonMapper.shared().readTree(run(arguments).out());
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(folder.resolve(name), text);
  }

  private Result run(String... arguments) {
    return OrchestratorCalls.run(Map.of("ORCHESTRATOR_HOME", folder.toString()), arguments);
  }
}
