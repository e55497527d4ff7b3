package io.orchestrator.web.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.web.OrchestratorCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The examples that the verbs print with {@code --help}, as a newcomer copies them to a shell. */
@ExtendWith(SharedStandalone.class)
class HelpExamplesIT {
  private static final Path EXAMPLES =
      Path.of("..", "dags", "src", "main", "java", "io", "orchestrator", "examples");

  /** Verbs that go on until they are stopped, measure for minutes or need a cluster's database. */
  private static final List<String> ONLY_READ =
      List.of("standalone", "server", "worker", "bench", "db");

  /** What makes a run comes first, what pauses a DAG last. */
  private static final List<String> ORDER = List.of("dags trigger", "dags", "runs", "tasks");

  private final Path folder;

  HelpExamplesIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void eachExampleOfTheHelpDoesWhatItSays(RunningStandalone standalone) throws Exception {
    standalone.awaitDag("tutorial");
    standalone.awaitDag("flights_daily");
    standalone.patch("/api/v2/dags/tutorial", "{\"is_paused\":false}");
    Files.createDirectories(folder.resolve("dags"));
    Files.copy(EXAMPLES.resolve("TutorialDag.java"), folder.resolve("TutorialDag.java"));
    Files.copy(EXAMPLES.resolve("TutorialDag.java"), folder.resolve("dags/TutorialDag.java"));

    List<String> lines =
        examples(OrchestratorCalls.commandLine())
            .filter(line -> ONLY_READ.stream().noneMatch(v -> verb(line).startsWith(v)))
            .sorted(Comparator.comparingInt(HelpExamplesIT::rank))
            .toList();
    assertThat(lines).hasSizeGreaterThan(10).allMatch(line -> line.startsWith("orchestrator "));
    for (String line : lines) {
      assertThat(run(line, standalone.home())).as(line).isEqualTo("0");
    }
    standalone.patch("/api/v2/dags/tutorial", "{\"is_paused\":false}");
  }

  @Test
  void theOtherExamplesAreWellWritten() {
    for (String line : examples(OrchestratorCalls.commandLine()).toList()) {
      String[] words = verb(line).split(" ");
      if (ONLY_READ.contains(words[0])) {
        assertThat(OrchestratorCalls.commandLine().parseArgs(words).errors()).as(line).isEmpty();
      }
    }
  }

  private static String verb(String line) {
    return line.replaceFirst("^([A-Z_]+=\\S+\\s+)*orchestrator ", "");
  }

  private static int rank(String line) {
    if (verb(line).startsWith("dags pause")) {
      return ORDER.size();
    }
    if (verb(line).startsWith("dags unpause")) {
      return ORDER.size() + 1;
    }
    int rank = 0;
    while (!verb(line).startsWith(ORDER.get(rank))) {
      rank++;
    }
    return rank;
  }

  private static Stream<String> examples(CommandLine command) {
    return Stream.concat(
        of(command.getCommandSpec().usageMessage().footer()),
        command.getSubcommands().values().stream().distinct().flatMap(HelpExamplesIT::examples));
  }

  /** Lines that go on after a backslash are one. */
  private static Stream<String> of(String... footer) {
    List<String> lines = new ArrayList<>();
    String text =
        Stream.of(footer)
            .map(line -> line.replace("Example: ", "").strip())
            .collect(Collectors.joining("\n"))
            .replace("\\\n", "");
    text.lines().filter(line -> !line.isBlank()).forEach(lines::add);
    return lines.stream();
  }

  /** Its exit code, with what it printed unless it is 0. */
  private String run(String line, Path home) throws IOException, InterruptedException {
    String shell =
        "orchestrator() { \"$JAVA\" -XX:TieredStopAtLevel=1 -cp \"$APP/lib/*\" "
            + "io.orchestrator.web.OrchestratorMain \"$@\"; }\n";
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", shell + line);
    builder.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("JAVA", System.getProperty("java.home") + "/bin/java");
    builder.environment().put("APP", Path.of("target", "app").toAbsolutePath().toString());
    builder.environment().put("ORCHESTRATOR_APP", builder.environment().get("APP"));
    builder.environment().put("ORCHESTRATOR_HOME", home.toString());
    Process process = builder.start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      return "it did not end: " + Files.readString(output);
    }
    return process.exitValue() == 0 ? "0" : process.exitValue() + ": " + Files.readString(output);
  }
}
