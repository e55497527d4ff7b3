package io.orchestrator.web.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code orchestrator tasks list}. */
@Command(
    name = "list",
    description = "List the tasks of a DAG.",
    footer = {"", "Example: orchestrator tasks list tutorial"},
    mixinStandardHelpOptions = true)
final class TasksListCommand implements Callable<Integer> {
  @Mixin ServerOptions server;
  @Mixin OutputOption output;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "DAG", description = "Its id.")
  String dagId = "";

  @Override
  public Integer call() {
    List<JsonNode> tasks = new ArrayList<>();
    server
        .client()
        .get("/api/v2/dags/" + ApiClient.part(dagId) + "/tasks")
        .path("tasks")
        .forEach(tasks::add);
    new Listing()
        .column("TASK", "task_id")
        .column("OPERATOR", "operator_name")
        .column("RULE", "trigger_rule")
        .column("RETRIES", "retries")
        .column("POOL", "pool")
        .column("THEN", row -> names(row.path("downstream_task_ids")))
        .print(tasks, output, spec.commandLine().getOut(), "No tasks.");
    return 0;
  }

  private static String names(JsonNode ids) {
    List<String> names = new ArrayList<>();
    ids.forEach(id -> names.add(id.asString()));
    return names.isEmpty() ? "-" : String.join(", ", names);
  }
}
