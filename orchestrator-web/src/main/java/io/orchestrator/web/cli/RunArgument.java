package io.orchestrator.web.cli;

import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** A DAG and one of its runs, by id or as {@code latest}. */
final class RunArgument {
  @Parameters(index = "0", paramLabel = "DAG", description = "Its id.")
  String dagId = "";

  @Parameters(index = "1", paramLabel = "RUN", description = "Id of the run, or latest.")
  String runId = "";

  /** The run's id; for {@code latest} the newest run the server has. */
  String resolve(ApiClient client) {
    if (!runId.equals("latest")) {
      return runId;
    }
    String newest = "/api/v2/dags/" + ApiClient.part(dagId) + "/dagRuns?order_by=-id&limit=1";
    JsonNode run = client.get(newest).path("dag_runs").path(0);
    if (run.isMissingNode()) {
      throw new CommandFailure(
          dagId + " has no run yet.", "Make one: orchestrator dags trigger " + dagId);
    }
    return run.path("dag_run_id").asString();
  }
}
