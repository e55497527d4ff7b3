package io.orchestrator.web.api;

import io.orchestrator.connection.Connection;
import io.orchestrator.store.Administration;
import io.orchestrator.testing.SettableClock;
import io.orchestrator.web.ManagedFixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The running API of a test, and calls to it as one of its three people. No test gets an answer
 * that a client of Airflow could not read.
 */
final class ApiCalls implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final Map<String, String> tokens = new HashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final AirflowAnswers airflow = new AirflowAnswers();
  private final ServletWebServerApplicationContext app;

  private ApiCalls(ServletWebServerApplicationContext app) throws IOException {
    this.app = app;
  }

  static ApiCalls start(Path logs) throws Exception {
    ApiCalls api = new ApiCalls(ApiApp.start(logs));
    for (String user : List.of("viewer", "operator", "admin")) {
      String login = "{\"username\":\"" + user + "\",\"password\":\"pass\"}";
      JsonNode answer = json(api.call("", "POST", "/auth/token", login));
      api.token(user, answer.get("access_token").asString());
    }
    return api;
  }

  @Override
  public void close() {
    app.close();
  }

  /** What people did, as the audit log has it: who, what, to which. */
  List<String> audited() {
    return app.getBean(ManagedFixture.class).audited();
  }

  /** Sets the server's clock. */
  void at(Instant moment) {
    app.getBean(SettableClock.class).set(moment);
  }

  Connection connection(String id) {
    return app.getBean(Administration.class).connections().find(id).orElseThrow();
  }

  String variable(String key) {
    return app.getBean(Administration.class).variables().find(key).orElseThrow().value();
  }

  void token(String user, String token) {
    tokens.put(user, token);
  }

  String token(String user) {
    return Objects.requireNonNull(tokens.get(user));
  }

  static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  HttpResponse<String> read(String user, String path, String accept)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).header("Accept", accept);
    return send(request, user);
  }

  /** The user may be empty: a call without a token. So may the body. */
  HttpResponse<String> call(String user, String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .header("Accept", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return send(request, user);
  }

  /** A call without a body that accepts what it says. */
  HttpResponse<String> ask(String user, String method, String path, String accept)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri(path))
            .method(method, BodyPublishers.noBody())
            .header("Accept", accept),
        user);
  }

  /** What comes back for these very bytes. */
  String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A call as a browser makes it that has no session. */
  HttpResponse<String> scripted(String method, String path, String header, String value)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .method(method, BodyPublishers.noBody())
            .header(header, value);
    return send(request, "");
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String user)
      throws IOException, InterruptedException {
    if (!user.isEmpty()) {
      request.header("Authorization", "Bearer " + token(user));
    }
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    airflow.require(answer);
    return answer;
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  private int port() {
    return Objects.requireNonNull(app.getWebServer()).getPort();
  }
}
