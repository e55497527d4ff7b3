package io.orchestrator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.testkit.ProjectFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever names a page, in a comment or elsewhere in the sources, names one that is there. */
class NamedPagesTest {
  private static final Pattern PAGE = Pattern.compile("[\\w./-]+\\.md\\b");
  private static final List<String> KINDS =
      List.of(
          ".java",
          ".css",
          ".js",
          ".html",
          ".xml",
          ".sql",
          ".sh",
          ".yaml",
          ".yml",
          ".properties",
          "/Dockerfile",
          "/mvnw",
          "/orchestrator",
          "/.ci/run");

  @Test
  void everyPageNamedInASourceExists() {
    Map<String, List<String>> named = new TreeMap<>();
    KINDS.stream()
        .flatMap(kind -> ProjectFiles.sources("", kind).stream())
        .filter(Files::isRegularFile)
        .forEach(file -> named.put(file.toString(), pages(file)));
    assertThat(named.values().stream().flatMap(List::stream)).contains("docs/reference/errors.md");
    named.values().removeIf(pages -> pages.stream().allMatch(NamedPagesTest::exists));
    assertThat(named).isEmpty();
  }

  private static List<String> pages(Path file) {
    return PAGE.matcher(ProjectFiles.read(file)).results().map(match -> match.group()).toList();
  }

  private static boolean exists(String page) {
    return Files.exists(ProjectFiles.root().resolve(page));
  }
}
