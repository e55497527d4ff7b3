package io.orchestrator.web.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A standalone started from the packaged application folder, as the launcher starts it, in a home
 * of its own. Closing asks it to stop, as Ctrl C does.
 */
final class RunningStandalone implements AutoCloseable {
  private static final Path APP = Path.of("target", "app").toAbsolutePath();
  private static final Duration READY = Duration.ofMinutes(5);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path home;
  private final Path output;
  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable String token;

  private RunningStandalone(Path home, Path output, Process process) {
    this.home = home;
    this.output = output;
    this.process = process;
  }

  /** Starts and waits for the banner. */
  static RunningStandalone start(Path home, String... options) {
    return start(home, Map.of(), options);
  }

  static RunningStandalone start(Path home, Map<String, String> environment, String... options) {
    assertThat(APP.resolve("lib")).as("run the package phase first").isDirectory();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-cp", APP.resolve("lib") + "/*"));
    command.addAll(List.of("io.orchestrator.web.OrchestratorMain", "standalone"));
    command.addAll(List.of("--port", String.valueOf(freePort())));
    command.addAll(List.of(options));
    try {
      shareUnpackedPrograms(Files.createDirectories(home));
      Path output = Files.createTempFile(home, "output", ".txt");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("ORCHESTRATOR_HOME", home.toString());
      builder.environment().put("ORCHESTRATOR_APP", APP.toString());
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
      RunningStandalone standalone = new RunningStandalone(home, output, builder.start());
      standalone.awaitReady();
      return standalone;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * PostgreSQL is unpacked once for all tests of this machine, where the library does by itself.
   */
  private static void shareUnpackedPrograms(Path home) throws IOException {
    Path shared = Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg");
    Path own = Files.createDirectories(home.resolve("programs")).resolve("postgres");
    if (!Files.exists(own)) {
      Files.createSymbolicLink(own, Files.createDirectories(shared));
    }
  }

  private void awaitReady() {
    await()
        .atMost(READY)
        .until(() -> !process.isAlive() || printed().contains("Stop        Ctrl C"));
    assertThat(process.isAlive()).as("the standalone printed: %s", printed()).isTrue();
  }

  /** All that was printed on the terminal so far. */
  String printed() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path home() {
    return home;
  }

  /** What {@code status --output json} reads. */
  JsonNode state() {
    return JSON.readTree(home.resolve("state.json"));
  }

  String url() {
    return state().path("urls").path("web").asString();
  }

  long pid(String part) {
    return state().path("pids").path(part).asLong();
  }

  Process process() {
    return process;
  }

  String adminPassword() {
    try {
      return Files.readString(home.resolve("admin-password")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode get(String path) {
    return send("GET", path, null);
  }

  JsonNode post(String path, String body) {
    return send("POST", path, body);
  }

  JsonNode patch(String path, String body) {
    return send("PATCH", path, body);
  }

  /** Waits until the loader has stored the DAG: it works beside the start. */
  void awaitDag(String dagId) {
    await()
        .atMost(READY)
        .until(() -> exchange("GET", "/api/v2/dags/" + dagId, null).statusCode() == 200);
  }

  /** State of a run; empty text when there is none. */
  String runState(String dagId, String runId) {
    HttpResponse<String> answer =
        exchange("GET", "/api/v2/dags/" + dagId + "/dagRuns/" + encoded(runId), null);
    return answer.statusCode() == 404 ? "" : JSON.readTree(answer.body()).path("state").asString();
  }

  JsonNode xcom(String dagId, String runId, String taskId) {
    return get(
        "/api/v2/dags/%s/dagRuns/%s/taskInstances/%s/xcomEntries/return_value"
            .formatted(dagId, encoded(runId), taskId));
  }

  /** Whether a run's state is final. */
  static boolean ended(String state) {
    return state.equals("success") || state.equals("failed");
  }

  static JsonNode json(String text) {
    return JSON.readTree(text);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private JsonNode send(String method, String path, @Nullable String body) {
    HttpResponse<String> answer = exchange(method, path, body);
    assertThat(answer.statusCode())
        .as("%s %s: %s", method, path, answer.body())
        .isBetween(200, 299);
    return answer.body().isBlank() ? JSON.nullNode() : JSON.readTree(answer.body());
  }

  /** One call with the admin's token. */
  HttpResponse<String> exchange(String method, String path, @Nullable String body) {
    return call(method, path, body, token());
  }

  private HttpResponse<String> call(
      String method, String path, @Nullable String body, @Nullable String bearer) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (bearer != null) {
      request.header("Authorization", "Bearer " + bearer);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String token() {
    if (token == null) {
      String login =
          JSON.writeValueAsString(Map.of("username", "admin", "password", adminPassword()));
      HttpResponse<String> answer = call("POST", "/auth/token", login, null);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      token = JSON.readTree(answer.body()).path("access_token").asString();
    }
    return token;
  }

  /** Every process of this standalone, as {@code kill -9} of the machine would end them. */
  void killEverything() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(p -> p.onExit().join());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        killEverything();
        throw new IllegalStateException("it did not stop within 60 s: " + printed());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
