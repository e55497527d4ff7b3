package io.orchestrator.web.cli;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** One run, looked at again and again. */
final class RunWatch {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Set<String> ENDED = Set.of("success", "failed");
  private static final Set<String> TASK_ENDED =
      Set.of("success", "failed", "skipped", "upstream_failed", "removed");
  private final ApiClient client;
  private final String path;

  RunWatch(ApiClient client, String dagId, String runId) {
    this.client = client;
    this.path = path(dagId, runId);
  }

  static String path(String dagId, String runId) {
    return "/api/v2/dags/" + ApiClient.part(dagId) + "/dagRuns/" + ApiClient.part(runId);
  }

  /**
   * The run once it has ended.
   *
   * @param say gets a line whenever tasks have gone on or something else holds them up
   */
  JsonNode awaitEnd(Consumer<String> say) throws InterruptedException {
    RunProgress last = RunProgress.NONE;
    while (true) {
      JsonNode run = client.get(path);
      if (ENDED.contains(run.path("state").asString())) {
        say.accept(RunProgress.end(client, path, run));
        return run;
      }
      RunProgress now = progress(last);
      if (!now.sameAs(last)) {
        now.lines().forEach(say);
      }
      last = now;
      rest();
    }
  }

  /** To go on waiting matters more than to say how it goes. */
  private RunProgress progress(RunProgress last) {
    try {
      return RunProgress.of(client, path);
    } catch (CommandFailure unknown) {
      return last;
    }
  }

  static boolean taskEnded(JsonNode task) {
    return TASK_ENDED.contains(task.path("state").asString(""));
  }

  static void rest() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
  }
}
