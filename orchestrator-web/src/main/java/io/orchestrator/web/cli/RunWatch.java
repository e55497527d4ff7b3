package io.orchestrator.web.cli;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** One run, looked at again and again. */
final class RunWatch {
  private static final Duration PAUSE = Duration.ofMillis(300);
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

  /** The run once it has ended. */
  JsonNode awaitEnd() throws InterruptedException {
    while (true) {
      JsonNode run = client.get(path);
      if (ENDED.contains(run.path("state").asString())) {
        return run;
      }
      rest();
    }
  }

  static boolean taskEnded(JsonNode task) {
    return TASK_ENDED.contains(task.path("state").asString(""));
  }

  static void rest() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
  }
}
