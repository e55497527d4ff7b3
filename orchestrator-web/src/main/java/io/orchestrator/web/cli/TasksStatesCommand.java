package io.orchestrator.web.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code orchestrator tasks states}. */
@Command(
    name = "states",
    aliases = "states-for-dag-run",
    description = "List the task instances of a run with their states.",
    footer = {"", "Example: orchestrator tasks states flights_daily latest"},
    mixinStandardHelpOptions = true)
final class TasksStatesCommand implements Callable<Integer> {
  @Mixin ServerOptions server;
  @Mixin RunArgument run;
  @Mixin OutputOption output;
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    ApiClient client = server.client();
    String path = RunWatch.path(run.dagId, run.resolve(client)) + "/taskInstances";
    List<JsonNode> tasks = client.list(path, "task_instances", Integer.MAX_VALUE);
    new Listing()
        .column("TASK", "task_id")
        .column("STATE", row -> row.path("state").isNull() ? "none" : row.path("state").asString())
        .column("TRY", "try_number")
        .column("STARTED", row -> Listing.moment(row.path("start_date")))
        .column("SECONDS", "duration")
        .column("HOST", "hostname")
        .print(tasks, output, spec.commandLine().getOut(), "No task instances.");
    return 0;
  }
}
