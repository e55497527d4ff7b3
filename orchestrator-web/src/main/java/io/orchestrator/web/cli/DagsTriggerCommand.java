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
      "Example: orchestrator dags trigger flights_daily --logical-date 2001-01-07T12:00:00Z",
      "         orchestrator dags trigger tutorial --conf '{\"my_param\": \"Ada\"}' --wait"
    },
    mixinStandardHelpOptions = true)
final class DagsTriggerCommand implements Callable<Integer> {
  private static final String NO_DATE = "none";
  private static final String UNPAUSE = "./orchestrator dags unpause ";
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
      description = "Values of its params, as a JSON object; unknown names are refused.")
  @Nullable String conf;

  @Option(names = "--wait", description = "Wait until the run has ended, and say how it goes.")
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
    String path = "/api/v2/dags/" + ApiClient.part(dagId);
    JsonNode run = client.post(path + "/dagRuns", body);
    String made = run.path("dag_run_id").asString();
    // With JSON, standard output is the run and nothing else.
    PrintWriter said = output.json() ? spec.commandLine().getErr() : spec.commandLine().getOut();
    say(said, "Triggered " + dagId + ", run " + made + ".");
    if (paused(client, path)) {
      say(said, dagId + " is paused. The run waits; start it with: " + UNPAUSE + dagId);
    }
    if (wait) {
      run = new RunWatch(client, dagId, made).awaitEnd(line -> say(said, line));
    }
    if (output.json()) {
      spec.commandLine().getOut().println(Listing.json(run));
    }
    return run.path("state").asString().equals("failed") ? 1 : 0;
  }

  /** The run is made; not to know this is no failure of the command. */
  private static boolean paused(ApiClient client, String path) {
    try {
      return client.get(path).path("is_paused").asBoolean(false);
    } catch (CommandFailure unknown) {
      return false;
    }
  }

  private static void say(PrintWriter said, String line) {
    said.println(line);
    said.flush();
  }

  /** Now by default, as in the trigger form: most templates read {@code ds}. */
  private @Nullable String date() {
    if (logicalDate == null) {
      return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }
    return logicalDate.equals(NO_DATE) ? null : logicalDate;
  }
}
