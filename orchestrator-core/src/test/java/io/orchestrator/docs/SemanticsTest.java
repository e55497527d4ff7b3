package io.orchestrator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * docs/reference/semantics.md: every numbered case of Airflow's behaviour is tested or explained.
 */
class SemanticsTest {
  private static final String PAGE = "docs/reference/semantics.md";
  private static final int CASES = 122;
  private static final Pattern STATUS = Pattern.compile("(differs|later|open)\\b");
  private static final Pattern ROW =
      Pattern.compile("\\| C(\\d+) \\| ([^|]*) \\| ([^|]*) \\| ([^|]*) ?\\|");
  private static final Pattern CARRIER =
      Pattern.compile(
          "@DisplayName\\(\\s*\"(C\\d[^ ]*(?: C\\d[^ ]*)*)[^;{]*?\\b(?:void|Stream<DynamicTest>) (\\w+)\\("
              + "|\\bvoid (c(\\d+)[A-Z_]\\w*)\\(",
          Pattern.DOTALL);
  private static final Pattern NUMBERS = Pattern.compile("C(\\d+)(?:[–-]C(\\d+))?");

  @Test
  void everyCaseIsInThePageOnceAndInOrder() {
    assertThat(rows().stream().map(Row::number))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, CASES).boxed().toList());
  }

  @Test
  void everyCaseHasATestOrAReason() {
    Map<Integer, Set<String>> tests = tests();
    for (Row row : rows()) {
      boolean explained = STATUS.matcher(row.note()).lookingAt();
      assertThat(tests.containsKey(row.number()) || explained)
          .as("C%d %s has neither a test nor a reason", row.number(), row.what())
          .isTrue();
    }
  }

  @Test
  void theTestsInThePageAreThoseThatCarryTheNumber() throws IOException {
    Map<Integer, Set<String>> tests = tests();
    List<String> expected = new ArrayList<>();
    for (String line : ProjectFiles.read(PAGE).split("\n", -1)) {
      Matcher row = ROW.matcher(line);
      expected.add(row.matches() ? withTests(row, tests) : line);
    }
    if (Boolean.getBoolean(ProjectFiles.UPDATE)) {
      Files.writeString(ProjectFiles.root().resolve(PAGE), String.join("\n", expected));
    }
    assertThat(ProjectFiles.read(PAGE))
        .as("%s: write it anew with -D%s=true", PAGE, ProjectFiles.UPDATE)
        .isEqualTo(String.join("\n", expected));
  }

  private static String withTests(Matcher row, Map<Integer, Set<String>> tests) {
    String names =
        tests.getOrDefault(Integer.valueOf(row.group(1)), new TreeSet<>()).stream()
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "));
    return "| C%s | %s | %s | %s |".formatted(row.group(1), row.group(2), row.group(3), names);
  }

  private record Row(int number, String what, String note) {}

  private static List<Row> rows() {
    return ProjectFiles.read(PAGE)
        .lines()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .map(m -> new Row(Integer.parseInt(m.group(1)), m.group(2), m.group(3)))
        .toList();
  }

  /** Case number to the tests of all modules that carry it. */
  private static Map<Integer, Set<String>> tests() {
    Map<Integer, Set<String>> tests = new TreeMap<>();
    for (Path file : ProjectFiles.sources("src/test/java", ".java")) {
      String type = file.getFileName().toString().replace(".java", "");
      Matcher carrier = CARRIER.matcher(ProjectFiles.read(file));
      while (carrier.find()) {
        String method = carrier.group(2) == null ? carrier.group(3) : carrier.group(2);
        String words = carrier.group(1) == null ? "C" + carrier.group(4) : carrier.group(1);
        for (int number : numbers(words)) {
          tests.computeIfAbsent(number, n -> new TreeSet<>()).add(type + "#" + method);
        }
      }
    }
    return tests;
  }

  private static List<Integer> numbers(String words) {
    List<Integer> numbers = new ArrayList<>();
    Matcher number = NUMBERS.matcher(words);
    while (number.find()) {
      int from = Integer.parseInt(number.group(1));
      int to = number.group(2) == null ? from : Integer.parseInt(number.group(2));
      IntStream.rangeClosed(from, to).forEach(numbers::add);
    }
    return numbers;
  }
}
