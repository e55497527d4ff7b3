package io.orchestrator.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.tasklog.ChunkId;
import io.orchestrator.tasklog.FileTaskLogHandler;
import io.orchestrator.tasklog.TaskLogKey;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Logs over REST, in Airflow's three forms. */
class TaskLogApiTest {
  private static final String RUN = "scheduled__2026-11-22T04:00:00Z";
  private static final String TASKS =
      "/api/v2/dags/flights_daily/dagRuns/" + RUN + "/taskInstances/";
  private static final String TOKEN = "Airflow-Continuation-Token";
  private static ApiCalls api;

  @BeforeAll
  static void start(@TempDir Path logs) throws Exception {
    write(
        logs,
        "upload_raw",
        """
        2026-11-22T04:00:35.123Z INFO Uploaded 1 file
        plain line
        2026-11-22T04:00:36Z ERROR   at x
        """);
    write(logs, "add_partition", "2026-11-22 04:01:05,5 WARNING slow\n".repeat(40_000));
    api = ApiCalls.start(logs);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void jsonHasEventsWithMomentAndLevelAndNoTokenAtTheEnd() throws Exception {
    JsonNode log = ApiCalls.json(api.read("viewer", logs("upload_raw", 1), "application/json"));
    assertThat(log.at("/content/0/event").asString()).isEqualTo("Uploaded 1 file");
    assertThat(log.at("/content/0/timestamp").asString()).isEqualTo("2026-11-22T04:00:35.123Z");
    assertThat(log.at("/content/0/level").asString()).isEqualTo("info");
    assertThat(log.at("/content/1/event").asString()).isEqualTo("plain line");
    assertThat(log.at("/content/2/event").asString()).isEqualTo("  at x");
    assertThat(log.get("continuation_token").isNull()).isTrue();
  }

  @Test
  void aTryThatHasJustEndedKeepsItsTokenForLinesThatAreStillOnTheirWay() throws Exception {
    JsonNode task = ApiCalls.json(api.read("viewer", TASKS + "upload_raw", "application/json"));
    Instant end = Instant.parse(task.get("end_date").asString());
    api.at(end.plusSeconds(29));
    HttpResponse<String> early = api.read("viewer", logs("upload_raw", 1), "text/plain");
    assertThat(early.headers().firstValue(TOKEN)).isPresent();
    api.at(end.plusSeconds(86_400));
    HttpResponse<String> late = api.read("viewer", logs("upload_raw", 1), "text/plain");
    assertThat(late.headers().firstValue(TOKEN)).isEmpty();
  }

  @Test
  void ndjsonIsOneObjectPerLine() throws Exception {
    HttpResponse<String> answer = api.read("viewer", logs("upload_raw", 1), "application/x-ndjson");
    assertThat(answer.body().lines()).hasSize(3).allMatch(line -> line.startsWith("{\"event\":"));
    assertThat(answer.headers().firstValue(TOKEN)).isEmpty();
  }

  @Test
  void aLongLogComesInPagesWithoutALineTwiceOrMissing() throws Exception {
    HttpResponse<String> first = api.read("viewer", logs("add_partition", 1), "text/plain");
    String token = first.headers().firstValue(TOKEN).orElseThrow();
    HttpResponse<String> second =
        api.read("viewer", logs("add_partition", 1) + "?token=" + token, "text/plain");
    assertThat(second.headers().firstValue(TOKEN)).isEmpty();
    assertThat((first.body() + second.body()).lines()).hasSize(40_000);
    HttpResponse<String> whole =
        api.read("viewer", logs("add_partition", 1) + "?full_content=true", "text/plain");
    assertThat(whole.body()).isEqualTo(first.body() + second.body());
  }

  @Test
  void aTokenOfAnotherLogOrAForgedOneIs400() throws Exception {
    String token =
        api.read("viewer", logs("add_partition", 1), "text/plain")
            .headers()
            .firstValue(TOKEN)
            .orElseThrow();
    assertThat(status(logs("upload_raw", 1) + "?token=" + token)).isEqualTo(400);
    assertThat(status(logs("add_partition", 1) + "?token=x" + token)).isEqualTo(400);
    assertThat(status(logs("add_partition", 1) + "?token=0_a.0.0")).isEqualTo(400);
  }

  @Test
  void unknownTriesAre404AndTryZeroIsEmpty() throws Exception {
    assertThat(status(logs("upload_raw", 7))).isEqualTo(404);
    assertThat(status(logs("upload_raw", -1))).isEqualTo(404);
    assertThat(status(logs("no_such_task", 1))).isEqualTo(404);
    JsonNode none = ApiCalls.json(api.read("viewer", logs("summarise", 0), "application/json"));
    assertThat(none.get("content")).isEmpty();
  }

  @Test
  void withoutATokenOfAUserThereIsNoLog() throws Exception {
    assertThat(api.read("", logs("upload_raw", 1), "text/plain").statusCode()).isEqualTo(401);
  }

  private static int status(String path) throws Exception {
    return api.read("viewer", path, "application/json").statusCode();
  }

  private static String logs(String task, int tryNumber) {
    return TASKS + task + "/logs/" + tryNumber;
  }

  private static void write(Path folder, String task, String text) throws Exception {
    try (FileTaskLogHandler logs = new FileTaskLogHandler(folder)) {
      logs.put(
          new TaskLogKey("flights_daily", RUN, task, -1, 1),
          new ChunkId(Instant.parse("2026-11-22T04:00:35Z"), "w1", 0),
          text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
