package io.orchestrator.web.cli;

import io.orchestrator.loader.DagFile;
import io.orchestrator.loader.DagFolder;
import io.orchestrator.loader.DefinitionProcess;
import io.orchestrator.loader.protocol.ImportFinding;
import io.orchestrator.loader.protocol.LoadResult;
import io.orchestrator.model.CodeKind;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orchestrator dags check}: what the loader would say, without a server. */
@Command(
    name = "check",
    description = {
      "Load DAG files as the server would and print every problem.",
      "Ends with 1 when there are errors. Needs no server."
    },
    footer = {
      "",
      "Example: orchestrator dags check ./dags",
      "         orchestrator dags check TutorialDag.java -o json"
    },
    mixinStandardHelpOptions = true)
final class DagsCheckCommand implements Callable<Integer> {
  @Mixin OutputOption output;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "FILE|FOLDER", description = "A .java file, a jar, or a folder of them.")
  Path place = Path.of("");

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "Longest time one file may take. Default: ${DEFAULT-VALUE}.")
  int timeout;

  /** One problem, as JSON has it. */
  private record Problem(String severity, String code, String file, int line, String message) {}

  /** What was found in all files. */
  private static final class Report {
    private final Map<String, String> dags = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private int files;

    boolean failed() {
      return problems.stream().anyMatch(p -> p.severity().equals("error"));
    }
  }

  @Override
  public Integer call() {
    Report report = new Report();
    DagFolder.Scan scan = scan();
    scan.trouble().ifPresent(finding -> add(report, finding, "error"));
    try (DefinitionProcess loader = new DefinitionProcess(Duration.ofSeconds(timeout))) {
      scan.changed().stream()
          .filter(file -> Files.isDirectory(place) || isPlace(file))
          .forEach(file -> check(file, loader, report));
    }
    if (output.json()) {
      printJson(report);
    } else {
      printText(report);
    }
    return report.failed() ? 1 : 0;
  }

  private DagFolder.Scan scan() {
    if (!Files.exists(place)) {
      throw new CommandFailure("There is no file or folder " + place + ".", "Check the path.");
    }
    Path absolute = place.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    if (Files.isDirectory(place) || folder == null) {
      return new DagFolder("check", absolute).scan();
    }
    DagFolder.Scan scan = new DagFolder("check", folder).scan();
    if (scan.changed().stream().noneMatch(this::isPlace)) {
      throw new CommandFailure(
          place + " is neither a .java file nor a jar.", "Name one, or a folder of them.");
    }
    return scan;
  }

  private boolean isPlace(DagFile file) {
    Path name = place.getFileName();
    return name != null && file.fileName().equals(name.toString());
  }

  private static void check(DagFile file, DefinitionProcess loader, Report report) {
    report.files++;
    if (file.refusal().isPresent()) {
      add(report, file.refusal().get(), "error");
      return;
    }
    String source = file.kind() == CodeKind.JAR ? file.path().toString() : file.source();
    LoadResult result = loader.load(file.kind(), file.fileName(), source);
    result.findings().forEach(finding -> add(report, finding, "error"));
    result.warnings().forEach(finding -> add(report, finding, "warning"));
    result.dags().forEach(dag -> claim(report, dag.model().dagId(), file.fileName()));
  }

  /** Two files with one DAG id: the server would take neither over the other. */
  private static void claim(Report report, String dagId, String file) {
    String other = report.dags.putIfAbsent(dagId, file);
    if (other != null) {
      String message =
          "error[DAG001]: DAG \"%s\" is defined in two files\n  --> %s\n  --> %s\n   = help: give one of them another id"
              .formatted(dagId, other, file);
      report.problems.add(new Problem("error", "DAG001", file, 0, message));
    }
  }

  private static void add(Report report, ImportFinding finding, String severity) {
    report.problems.add(
        new Problem(
            severity,
            finding.code(),
            finding.fileName(),
            finding.line().orElse(0),
            finding.message()));
  }

  private void printText(Report report) {
    PrintWriter out = spec.commandLine().getOut();
    report.problems.forEach(problem -> out.println(problem.message() + "\n"));
    long errors = report.problems.stream().filter(p -> p.severity().equals("error")).count();
    out.println(
        "%s, %s, %s, %s."
            .formatted(
                count(report.files, "file"),
                count(report.dags.size(), "DAG"),
                count(errors, "error"),
                count(report.problems.size() - errors, "warning")));
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private void printJson(Report report) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("files", report.files);
    all.put("dags", List.copyOf(report.dags.keySet()));
    all.put("problems", report.problems);
    spec.commandLine().getOut().println(Listing.json(all));
  }
}
