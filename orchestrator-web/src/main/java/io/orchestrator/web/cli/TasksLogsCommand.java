package io.orchestrator.web.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code orchestrator tasks logs}. */
@Command(
    name = "logs",
    description = "Print the log of a task instance.",
    footer = {"", "Example: orchestrator tasks logs tutorial latest print_date --follow"},
    mixinStandardHelpOptions = true)
final class TasksLogsCommand implements Callable<Integer> {
  private static final String TOKEN = "Airflow-Continuation-Token";

  @Mixin ServerOptions server;
  @Mixin RunArgument run;
  @Spec CommandSpec spec;

  @Parameters(index = "2", paramLabel = "TASK", description = "Id of the task.")
  String taskId = "";

  @Option(names = "--try", paramLabel = "N", description = "Which try. Default: the latest.")
  @Nullable Integer tryNumber;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on printing until the task has ended.")
  boolean follow;

  @Override
  public Integer call() throws InterruptedException {
    ApiClient client = server.client();
    String path =
        RunWatch.path(run.dagId, run.resolve(client)) + "/taskInstances/" + ApiClient.part(taskId);
    Optional<String> token = Optional.empty();
    int shown = 0;
    boolean ended;
    do {
      JsonNode task = client.get(path);
      ended = RunWatch.taskEnded(task);
      int wanted = tryNumber == null ? Math.max(1, task.path("try_number").asInt()) : tryNumber;
      if (wanted != shown) {
        // A retry has a log of its own, from its start.
        token = Optional.empty();
        shown = wanted;
      }
      token = printOrWait(client, path + "/logs/" + wanted, token);
      if (follow && !ended) {
        RunWatch.rest();
      }
    } while (follow && !ended);
    return 0;
  }

  /** While the log cannot be read, following it waits, and then goes on from the same place. */
  private Optional<String> printOrWait(ApiClient client, String path, Optional<String> from) {
    try {
      return print(client, path, from);
    } catch (CommandFailure failure) {
      if (follow && failure.passing()) {
        spec.commandLine().getErr().println("orchestrator: " + failure.getMessage());
        return from;
      }
      throw failure;
    }
  }

  /** Prints what there is from the token on; answers where to go on. */
  private Optional<String> print(ApiClient client, String path, Optional<String> from) {
    PrintWriter out = spec.commandLine().getOut();
    Optional<String> token = from;
    while (true) {
      String query = token.map(t -> "?token=" + ApiClient.part(t)).orElse("");
      ApiClient.Text part = client.text(path + query, TOKEN);
      out.print(part.body());
      out.flush();
      if (part.header().isPresent()) {
        token = part.header();
      }
      if (part.body().isEmpty() || part.header().isEmpty()) {
        return token;
      }
    }
  }
}
