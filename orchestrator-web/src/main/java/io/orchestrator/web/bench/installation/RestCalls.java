package io.orchestrator.web.bench.installation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST API of an installation, as its admin. Thread-safe. */
public final class RestCalls {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final int OK = 200;
  private static final int CREATED = 201;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String url;
  private volatile String token = "";

  RestCalls(String url) {
    this.url = url;
  }

  /** Whether the server says that it is ready. */
  boolean ready() throws InterruptedException {
    try {
      return send("GET", "/api/x1/health/ready", "").statusCode() == OK;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Whether the login worked: a build may be ready before it has made the first user. */
  boolean login(String password) throws IOException, InterruptedException {
    Map<String, String> body = Map.of("username", "admin", "password", password);
    HttpResponse<String> answer = send("POST", "/auth/token", JSON.writeValueAsString(body));
    if (answer.statusCode() != CREATED) {
      return false;
    }
    token = JSON.readTree(answer.body()).path("access_token").asString("");
    return true;
  }

  /**
   * Triggers a run for no date; returns when the answer is there.
   *
   * @throws IOException when the run was not made
   */
  public void trigger(String dagId, String runId) throws IOException, InterruptedException {
    checked(
        "POST",
        "/api/v2/dags/" + dagId + "/dagRuns",
        "{\"logical_date\":null,\"dag_run_id\":\"" + runId + "\"}");
  }

  /**
   * @throws IOException when it is refused
   */
  public void unpause(String dagId) throws IOException, InterruptedException {
    checked("PATCH", "/api/v2/dags/" + dagId, "{\"is_paused\":false}");
  }

  /**
   * @throws IOException when it is refused
   */
  public JsonNode get(String path) throws IOException, InterruptedException {
    return checked("GET", path, "");
  }

  /** How many a list has in all. */
  public long total(String path) throws IOException, InterruptedException {
    return get(path).path("total_entries").asLong(-1);
  }

  private JsonNode checked(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = send(method, path, body);
    if (answer.statusCode() != OK && answer.statusCode() != CREATED) {
      throw new IOException(
          method + " " + path + " was answered with " + answer.statusCode() + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(LONGEST)
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
