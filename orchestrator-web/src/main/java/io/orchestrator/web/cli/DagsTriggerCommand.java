package io.orchestrator.web.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code orchestrator dags trigger}. */
@Command(
    name = "trigger",
    description = {
      "Make a run of a DAG.",
      "Ends with 0; with --wait 0 when the run succeeds, 1 when it fails."
    },
    footer = {
      "",
      "Example: orchestrator dags trigger flights_daily --logical-date 2001-01-08 --wait",
      "         orchestrator dags trigger tutorial --conf '{\"name\": \"Ada\"}'"
    },
    mixinStandardHelpOptions = true)
final class DagsTriggerCommand implements Callable<Integer> {
  private static final String NO_DATE = "none";
  private final InstantSource clock;
  @Mixin ServerOptions server;
  @Mixin OutputOption output;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "DAG", description = "Its id.")
  String dagId = "";

  @Option(
      names = {"-l", "--logical-date"},
      paramLabel = "DATE",
      description = {
        "What the run is for: 2001-01-08 or 2001-01-08T04:00:00Z.",
        "Default: now. \"none\" makes a run without one, whose templates have no ds."
      })
  @Nullable String logicalDate;

  @Option(
      names = {"-r", "--run-id"},
      paramLabel = "ID",
      description = "Its id; triggering twice with one id makes one run.")
  @Nullable String runId;

  @Option(
      names = {"-c", "--conf"},
      paramLabel = "JSON",
      description = "Values of its params, as a JSON object.")
  @Nullable String conf;

  @Option(names = "--wait", description = "Wait until the run has ended.")
  boolean wait;

  DagsTriggerCommand(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() throws InterruptedException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("logical_date", date());
    body.put("conf", JsonArgument.object("--conf", conf));
    if (runId != null) {
      body.put("dag_run_id", runId);
    }
    ApiClient client = server.client();
    String path = "/api/v2/dags/" + ApiClient.part(dagId) + "/dagRuns";
    JsonNode run = client.post(path, body);
    String made = run.path("dag_run_id").asString();
    PrintWriter out = spec.commandLine().getOut();
    if (!output.json()) {
      out.println("Triggered " + dagId + ", run " + made + ".");
      out.flush();
    }
    if (wait) {
      run = new RunWatch(client, dagId, made).awaitEnd();
    }
    String state = run.path("state").asString();
    if (output.json()) {
      out.println(Listing.json(run));
    } else if (wait) {
      out.println("It ended as " + state + ".");
    }
    return state.equals("failed") ? 1 : 0;
  }

  /** Now by default, as in the trigger form: most templates read {@code ds}. */
  private @Nullable String date() {
    if (logicalDate == null) {
      return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }
    return logicalDate.equals(NO_DATE) ? null : logicalDate;
  }
}
