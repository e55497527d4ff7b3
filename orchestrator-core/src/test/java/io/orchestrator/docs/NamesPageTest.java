package io.orchestrator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.model.NameRule;
import io.orchestrator.testkit.ProjectFiles;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of names says the rules that are kept. */
class NamesPageTest {
  @Test
  void thePageHasEachRuleAsItIs() {
    List<String> rows =
        ProjectFiles.read("docs/reference/names.md")
            .lines()
            .filter(
                line -> line.startsWith("| ") && !line.startsWith("| of") && !line.contains("---"))
            .map(line -> line.replace("`", ""))
            .toList();
    assertThat(rows)
        .containsExactlyElementsOf(
            Stream.of(NameRule.values())
                .map(
                    rule ->
                        "| %s | %s | %d | %s |"
                            .formatted(rule, rule.field(), rule.most(), rule.allowed()))
                .toList());
  }
}
