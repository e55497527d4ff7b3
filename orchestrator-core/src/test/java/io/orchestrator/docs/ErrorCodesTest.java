package io.orchestrator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.testkit.ProjectFiles;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/reference/errors.md lists the codes that the code uses, with cause and help. */
class ErrorCodesTest {
  private static final Pattern USED = Pattern.compile("\"(DAG\\d{3})\\b");
  private static final Pattern LISTED =
      Pattern.compile("(?m)^\\| (DAG\\d{3}) \\| [^|]{20,} \\| [^|]{10,} \\|$");

  @Test
  void everyCodeInUseIsListedAndNoOther() {
    TreeSet<String> used =
        ProjectFiles.sources("src/main/java", ".java").stream()
            .flatMap(file -> USED.matcher(ProjectFiles.read(file)).results())
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(used).contains("DAG001", "DAG015");
    assertThat(
            LISTED
                .matcher(ProjectFiles.read("docs/reference/errors.md"))
                .results()
                .map(match -> match.group(1)))
        .containsExactlyElementsOf(used);
  }
}
