package io.orchestrator.web.cli;

import io.orchestrator.code.InvalidCodeException;
import io.orchestrator.code.LoadedCode;
import io.orchestrator.dag.Dag;
import io.orchestrator.loader.protocol.ImportFinding;
import io.orchestrator.model.CodeKind;
import io.orchestrator.run.RunState;
import io.orchestrator.testing.DagTestRun;
import io.orchestrator.testing.DagTester;
import io.orchestrator.testing.StuckRunException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orchestrator dags test}: one run in memory, in this process, which is the user's own. */
@Command(
    name = "test",
    description = {
      "Run a DAG once in memory, without a server: its real code, and a clock that jumps over waits.",
      "Ends with 0 when the run succeeds, 1 when it fails."
    },
    footer = {
      "",
      "Example: orchestrator dags test TutorialDag.java --date 2026-01-01",
      "         orchestrator dags test TutorialDag.java --conf '{\"my_param\": \"Ada\"}'"
    },
    mixinStandardHelpOptions = true)
final class DagsTestCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A .java file or a jar.")
  Path file = Path.of("");

  @Option(
      names = {"-d", "--date"},
      paramLabel = "DATE",
      description = "What the run is for. Default: the DAG's start date.")
  @Nullable String date;

  @Option(
      names = {"-c", "--conf"},
      paramLabel = "JSON",
      description = "Values of its params, as a JSON object; unknown names are refused.")
  @Nullable String conf;

  @Option(names = "--dag", paramLabel = "ID", description = "Which DAG, when the file has several.")
  @Nullable String dagId;

  @Option(
      names = "--variable",
      paramLabel = "KEY=VALUE",
      description = "A variable its tasks read; may be given several times.")
  Map<String, String> variables = new LinkedHashMap<>();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, Object> params = JsonArgument.object("--conf", conf);
    try (LoadedCode code = load()) {
      Thread.currentThread().setContextClassLoader(code.classLoader());
      DagTester tester = DagTester.of(pick(code.dags())).conf(params).logTo(out::println);
      variables.forEach(tester::variable);
      if (date != null) {
        tester.logicalDate(date);
      }
      DagTestRun run = tester.run();
      out.println();
      out.println(run.table());
      return run.state() == RunState.SUCCESS ? 0 : 1;
    } catch (InvalidCodeException e) {
      e.findings().stream().map(ImportFinding::message).forEach(out::println);
      return 1;
    } catch (StuckRunException e) {
      out.println(e.getMessage());
      return 1;
    } catch (DateTimeException | IllegalArgumentException e) {
      String remedy = e instanceof DateTimeException ? "Write dates as 2026-01-31." : "";
      throw new CommandFailure("The run was not started: " + e.getMessage(), remedy, e);
    }
  }

  private LoadedCode load() throws InvalidCodeException {
    Path name = file.getFileName();
    if (!Files.isRegularFile(file) || name == null) {
      throw new CommandFailure("There is no file " + file + ".", "Check the path.");
    }
    if (name.toString().endsWith(".jar")) {
      return LoadedCode.load(CodeKind.JAR, name.toString(), file.toAbsolutePath().toString());
    }
    try {
      return LoadedCode.load(CodeKind.JAVA_SOURCE, name.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new CommandFailure(
          file + " cannot be read (" + e.getMessage() + ").", "It must be UTF-8 text.", e);
    }
  }

  private Dag pick(Map<String, Dag> dags) {
    if (dagId == null && dags.size() == 1) {
      return dags.values().iterator().next();
    }
    if (dagId == null) {
      throw new CommandFailure(
          file + " has several DAGs: " + String.join(", ", dags.keySet()) + ".",
          "Say which one: --dag ID.");
    }
    return Optional.ofNullable(dags.get(dagId))
        .orElseThrow(
            () ->
                new CommandFailure(
                    file + " has no DAG " + dagId + ".",
                    "It has " + String.join(", ", dags.keySet()) + "."));
  }
}
