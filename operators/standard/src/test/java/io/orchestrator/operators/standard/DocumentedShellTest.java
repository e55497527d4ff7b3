package io.orchestrator.operators.standard;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people copy from the documents: a value that begins with a dash is no option of a tool. */
class DocumentedShellTest {
  /** A command up to a value of people: what is between them says whether it may be an option. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "\\b(echo|grep|rm|cat|cp|mv|ls|wc|head|tail|sort|curl|wget|find|tar|gzip|psql|python3?|touch"
              + "|mkdir|test|aws)\\b([^|;&`\\n]*?)"
              + "(?:\\{\\{ *(?:params|conf|dag_run\\.(?:conf|run_id)|run_id|var|conn|xcom|ti\\.xcom)"
              + "|\"?\\$\\{?(?:MY_PARAM|NAME|X|VALUE)\\b)");

  @Test
  void everyExamplePassesValuesOfPeopleBehindTwoDashes() throws IOException {
    List<String> found = new ArrayList<>();
    List<String> open = new ArrayList<>();
    for (Path file : files()) {
      for (String line : Files.readString(file).lines().toList()) {
        Matcher command = COMMAND.matcher(written(line));
        while (command.find()) {
          String between = command.group(2);
          boolean closed = between.contains(" -- ") || between.contains("<");
          (closed ? found : open).add(file.getFileName() + ": " + command.group());
        }
      }
    }
    assertThat(open).isEmpty();
    assertThat(found).as("the rule sees the examples").hasSizeGreaterThanOrEqualTo(3);
  }

  /** Of a row that says what to write instead, what to write. */
  private static String written(String line) {
    return line.startsWith("| `") && line.split("(?<!\\\\)\\|").length == 3
        ? line.split("(?<!\\\\)\\|")[2]
        : line;
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> documents = Files.walk(ProjectFiles.root().resolve("docs"));
        Stream<Path> examples = Files.walk(ProjectFiles.root().resolve("dags/src/main"));
        Stream<Path> sources = Files.walk(Path.of("src/main"))) {
      Path first = ProjectFiles.root().resolve("README.md");
      return Stream.of(documents, examples, sources, Stream.of(first))
          .flatMap(each -> each)
          .filter(file -> file.toString().matches(".*\\.(md|java)"))
          .toList();
    }
  }
}
