package io.orchestrator.web.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.code.InvalidCodeException;
import io.orchestrator.code.LoadedCode;
import io.orchestrator.model.CodeKind;
import io.orchestrator.testkit.ProjectFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java of README and docs goes through the loader as a user's file does. */
class DocumentedCodeIT {
  private static final Pattern DEFINITION =
      Pattern.compile("public class (\\w+) implements DagDefinition");

  /** A DAG file shown on a page. */
  record Shown(Path page, String fileName, String source) {
    @Override
    public String toString() {
      return fileName + " in " + Documents.name(page);
    }
  }

  static List<Shown> dagFiles() {
    List<Shown> files = new ArrayList<>();
    for (Path page : Documents.all()) {
      for (String source : Documents.blocks(page, "java")) {
        Matcher definition = DEFINITION.matcher(source);
        if (definition.find()) {
          files.add(new Shown(page, definition.group(1) + ".java", source));
        }
      }
    }
    return files;
  }

  @ParameterizedTest
  @MethodSource("dagFiles")
  void aDagFileShownLoads(Shown shown) throws InvalidCodeException {
    try (LoadedCode code =
        LoadedCode.load(CodeKind.JAVA_SOURCE, shown.fileName(), shown.source())) {
      assertThat(code.dags()).hasSize(1);
    }
  }

  @Test
  void readmeAndTutorialShowTheSameFile() {
    Path root = ProjectFiles.root();
    List<String> tutorial = Documents.blocks(root.resolve("docs/tutorials/first-dag.md"), "java");
    assertThat(tutorial).hasSize(1);
    assertThat(Documents.blocks(root.resolve("README.md"), "java")).containsAll(tutorial);
  }

  @Test
  void theTestShownIsATestOfTheExamples() {
    String test =
        ProjectFiles.read("dags/src/test/java/io/orchestrator/examples/FailsOnPurposeDagTest.java");
    Path page = ProjectFiles.root().resolve("docs/how-to/test-a-dag.md");
    assertThat(Documents.blocks(page, "java"))
        .singleElement()
        .satisfies(shown -> assertThat(test).contains(shown.strip()));
  }
}
