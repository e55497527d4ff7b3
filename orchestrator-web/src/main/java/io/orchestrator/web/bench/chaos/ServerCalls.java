package io.orchestrator.web.bench.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The REST API of a server that may be dead. Each thread has calls of its own. */
final class ServerCalls {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int UNAUTHORIZED = 401;
  private static final int OK = 200;
  private static final int CREATED = 201;
  private final String url;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private @Nullable String token;

  ServerCalls(String url) {
    this.url = url;
  }

  /** Whether a status means success. */
  static boolean done(int status) {
    return status / 100 == 2;
  }

  static String part(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Whether the server answers at all. */
  boolean answered() throws InterruptedException {
    return well("/api/v2/monitor/health");
  }

  /** Whether the server says that it is ready. */
  boolean ready() throws InterruptedException {
    return well("/api/x1/health/ready");
  }

  private boolean well(String path) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).timeout(LONGEST).build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == OK;
    } catch (IOException e) {
      return false;
    }
  }

  /** The status of the answer; empty when there was none, and the outcome is unknown. */
  Optional<Integer> send(String method, String path, Map<String, ?> body)
      throws InterruptedException {
    try {
      String bearer = token == null ? login() : token;
      int status = exchange(method, path, body, bearer).statusCode();
      token = status == UNAUTHORIZED ? null : bearer;
      return Optional.of(status);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private String login() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        exchange(
            "POST",
            "/auth/token",
            Map.of("username", "admin", "password", ChaosHome.PASSWORD),
            null);
    if (answer.statusCode() != CREATED) {
      throw new IOException("no login: " + answer.statusCode());
    }
    return JSON.readTree(answer.body()).path("access_token").asString("");
  }

  private HttpResponse<String> exchange(
      String method, String path, Map<String, ?> body, @Nullable String bearer)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(LONGEST)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (bearer != null) {
      request.header("Authorization", "Bearer " + bearer);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
