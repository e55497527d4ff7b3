package io.orchestrator.web.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code orchestrator dags unpause}. */
@Command(
    name = "unpause",
    description = "Let a paused DAG go on.",
    footer = {"", "Example: orchestrator dags unpause tutorial"},
    mixinStandardHelpOptions = true)
final class DagsUnpauseCommand implements Callable<Integer> {
  @Mixin ServerOptions server;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "DAG", description = "Its id.")
  String dagId = "";

  @Override
  public Integer call() {
    server.client().patch("/api/v2/dags/" + ApiClient.part(dagId), Map.of("is_paused", false));
    spec.commandLine().getOut().println(dagId + " is not paused any more.");
    return 0;
  }
}
