package io.orchestrator.web.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orchestrator dags pause}. */
@Command(
    name = "pause",
    description = "Pause a DAG: nothing new of it starts.",
    footer = {"", "Example: orchestrator dags pause tutorial"},
    mixinStandardHelpOptions = true)
final class DagsPauseCommand implements Callable<Integer> {
  @Mixin ServerOptions server;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "DAG", description = "Its id.")
  String dagId = "";

  @Override
  public Integer call() {
    server.client().patch("/api/v2/dags/" + ApiClient.part(dagId), Map.of("is_paused", true));
    spec.commandLine().getOut().println(dagId + " is paused.");
    return 0;
  }
}
