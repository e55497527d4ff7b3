package io.orchestrator.web.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.testkit.ProjectFiles;
import io.orchestrator.web.OrchestratorCalls;
import io.orchestrator.worker.WorkerMain;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** README and docs lead nowhere but to what exists, and show commands that exist. */
class DocumentsTest {
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("^(https?|mailto):.*");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
  private static final Pattern COMMAND = Pattern.compile("(?m)^\\s*\\./orchestrator (.+)$");
  private static final Pattern SECTION = Pattern.compile("(?ms)^## (.+?)$(.*?)(?=^## |\\z)");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");
  private static final Pattern NAME = Pattern.compile("(?m)^  ([a-z-]+)(?=[ ,])");
  private static final Set<String> GENERAL = Set.of("--help", "--version");
  private static final Set<String> OF_CLIENTS = Set.of("--url", "--username", "--password-file");
  private static final List<String> VERBS =
      List.of(
          "standalone",
          "status",
          "stop",
          "dags list",
          "dags check",
          "dags test",
          "dags trigger",
          "dags pause",
          "dags unpause",
          "runs list",
          "tasks list",
          "tasks states",
          "tasks logs",
          "server",
          "worker",
          "db migrate",
          "db retention",
          "bench");

  static List<Path> pages() {
    return Documents.all();
  }

  static List<String> verbs() {
    return VERBS;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyRelativeLinkLeadsToAFileAndItsHeading(Path page) {
    List<String> dead = new ArrayList<>();
    for (MatchResult link : LINK.matcher(Documents.prose(page)).results().toList()) {
      String target = link.group(1);
      if (!ELSEWHERE.matcher(target).matches() && !exists(page, target)) {
        dead.add(target);
      }
    }
    assertThat(dead).as("dead links in %s", Documents.name(page)).isEmpty();
  }

  private static boolean exists(Path page, String target) {
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
  }

  /** Headings as the usual renderers make anchors of them. */
  private static List<String> anchors(Path file) {
    return HEADING
        .matcher(Documents.prose(file))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  @Test
  void theIndexLeadsToEveryPage() {
    Path docs = ProjectFiles.root().resolve("docs");
    Path index = docs.resolve("README.md");
    List<String> linked =
        LINK.matcher(Documents.prose(index)).results().map(link -> link.group(1)).toList();
    assertThat(linked)
        .containsAll(
            Documents.all().stream()
                .filter(page -> page.startsWith(docs) && !page.equals(index))
                .filter(page -> !page.startsWith(docs.resolve("adr")))
                .map(page -> docs.relativize(page).toString())
                .toList());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandShownIsUnderstood(Path page) {
    List<String> commands =
        Stream.of("", "sh")
            .flatMap(language -> Documents.blocks(page, language).stream())
            .flatMap(block -> COMMAND.matcher(block).results())
            .map(command -> command.group(1))
            .toList();
    for (String command : commands) {
      List<String> verb = VERBS.stream().filter(v -> (command + " ").startsWith(v + " ")).toList();
      assertThat(verb).as("the verb of \"%s\" in %s", command, page).hasSize(1);
      assertThat(options(help(verb.get(0))))
          .as("the options of \"%s\" in %s", command, page)
          .containsAll(options(command));
    }
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void everyOptionOfAVerbIsInTheReferenceAndNoOther(String verb) {
    Set<String> expected = options(help(verb));
    expected.removeAll(GENERAL);
    if (expected.containsAll(OF_CLIENTS)) {
      expected.removeAll(OF_CLIENTS);
    }
    assertThat(options(sections().getOrDefault(verb, "")))
        .as("options of %s in docs/reference/cli.md", verb)
        .isEqualTo(expected);
  }

  @Test
  void noVerbIsMissing() {
    List<String> found = new ArrayList<>();
    for (String verb : subcommands("")) {
      List<String> below = verb.equals("worker") ? List.of() : subcommands(verb);
      below.forEach(sub -> found.add(verb + " " + sub));
      if (below.isEmpty()) {
        found.add(verb);
      }
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(VERBS);
  }

  /** The names below "Commands:" in the help of a command; of several names the first. */
  private static List<String> subcommands(String verb) {
    String[] arguments = (verb + " --help").strip().split(" ");
    String help = OrchestratorCalls.run(Map.of(), arguments).out();
    int from = help.indexOf("Commands:\n");
    return from < 0
        ? List.of()
        : NAME.matcher(help.substring(from)).results().map(name -> name.group(1)).toList();
  }

  private static Map<String, String> sections() {
    return SECTION
        .matcher(ProjectFiles.read("docs/reference/cli.md"))
        .results()
        .collect(Collectors.toMap(s -> s.group(1), s -> tableCells(s.group(2))));
  }

  /** First cells of a section's table: other text may name options of other verbs. */
  private static String tableCells(String section) {
    return section
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("\\|", 3)[1])
        .collect(Collectors.joining("\n"));
  }

  private static String help(String verb) {
    String[] arguments = (verb + " --help").split(" ");
    String text =
        verb.equals("worker") ? workerHelp() : OrchestratorCalls.run(Map.of(), arguments).out();
    return text.lines().filter(line -> line.startsWith(" ")).collect(Collectors.joining("\n"));
  }

  private static String workerHelp() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    WorkerMain.run(List.of("--help"), Map.of(), new PrintStream(bytes, true, UTF_8));
    return bytes.toString(UTF_8);
  }

  private static Set<String> options(String text) {
    return OPTION
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
