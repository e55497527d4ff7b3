package io.orchestrator.web.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code orchestrator runs list}. */
@Command(
    name = "list",
    description = "List the runs of one DAG or of all, newest first.",
    footer = {"", "Example: orchestrator runs list flights_daily --state failed"},
    mixinStandardHelpOptions = true)
final class RunsListCommand implements Callable<Integer> {
  @Mixin ServerOptions server;
  @Mixin OutputOption output;
  @Spec CommandSpec spec;

  @Parameters(
      paramLabel = "DAG",
      arity = "0..1",
      defaultValue = "~",
      description = "Its id. Default: all DAGs.")
  String dagId = "~";

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "queued, running, success or failed; may be given several times.")
  List<String> states = new ArrayList<>();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "Most runs to list. Default: ${DEFAULT-VALUE}.")
  int limit;

  @Override
  public Integer call() {
    StringBuilder path =
        new StringBuilder("/api/v2/dags/")
            .append(dagId.equals("~") ? "~" : ApiClient.part(dagId))
            .append("/dagRuns?order_by=-id");
    states.forEach(state -> path.append("&state=").append(ApiClient.part(state)));
    List<JsonNode> runs = server.client().list(path.toString(), "dag_runs", limit);
    new Listing()
        .column("DAG", "dag_id")
        .column("RUN", "dag_run_id")
        .column("STATE", "state")
        .column("LOGICAL DATE", row -> Listing.moment(row.path("logical_date")))
        .column("STARTED", row -> Listing.moment(row.path("start_date")))
        .column("SECONDS", "duration")
        .print(runs, output, spec.commandLine().getOut(), "No runs.");
    return 0;
  }
}
