package io.orchestrator.web.cli;

import io.orchestrator.web.standalone.OrchestratorHome;
import io.orchestrator.web.standalone.Standalone;
import io.orchestrator.web.standalone.StandaloneOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code orchestrator standalone}: everything on this machine, in the foreground. */
@Command(
    name = "standalone",
    description =
        "Run everything on this machine: server, worker, PostgreSQL, local S3 and Athena.",
    footer = {"", "Example: orchestrator standalone --port 8080 --dags ./my-dags"},
    mixinStandardHelpOptions = true)
final class StandaloneCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      defaultValue = "${env:ORCHESTRATOR__WEB__PORT:-8080}",
      description = "Port of the web server; the next free one when it is taken.")
  int port;

  @Option(names = "--dags", description = "Folder of your DAGs. Default: $ORCHESTRATOR_HOME/dags.")
  @Nullable Path dags;

  @Option(names = "--no-examples", description = "Leave the example DAGs out.")
  boolean noExamples;

  @Option(names = "--verbose", description = "Show the whole server log on the terminal.")
  boolean verbose;

  @Option(
      names = "--exit-when-ready",
      hidden = true,
      description = "Stop as soon as everything runs: for trying a start.")
  boolean exitWhenReady;

  @Option(
      names = "--rehearse",
      hidden = true,
      description = "Run a DAG, then stop: for preparing fast starts in a home of its own.")
  boolean rehearse;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    OrchestratorHome home = OrchestratorHome.of(System.getenv()).create();
    var options = new StandaloneOptions(port, Optional.ofNullable(dags), !noExamples, verbose);
    if (rehearse) {
      Rehearsal.write(home.dags());
    }
    try (Standalone standalone = Standalone.start(home, options, out)) {
      if (rehearse) {
        new Rehearsal(new ServerOptions(System.getenv()).client()).run();
      } else if (!exitWhenReady) {
        standalone.awaitStop();
      }
    }
    return 0;
  }
}
