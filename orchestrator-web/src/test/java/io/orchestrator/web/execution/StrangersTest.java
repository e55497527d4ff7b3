package io.orchestrator.web.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.execution.ExecutionApi.WorkerInfo;
import io.orchestrator.execution.http.HttpExecutionApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** What strangers who are silent, slow or endless can do to a real server: nothing to others. */
@Timeout(60)
class StrangersTest {
  private static final WorkerInfo WORKER = new WorkerInfo("w-1", "host", 7, 4, List.of("default"));

  /** More than the server has threads. */
  private static final int MANY = 260;

  private static ServletWebServerApplicationContext app;
  private static int people;
  private static int workers;

  @BeforeAll
  static void start() {
    app = ExecutionApp.start();
    people = ExecutionApp.peoplesPort(app);
    workers = ExecutionApp.workersPort(app);
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void manySilentConnectionsDelayNoHeartbeatWhicheverDoorTheyCrowd(@TempDir Path jars)
      throws Exception {
    URI door = URI.create("http://127.0.0.1:" + workers);
    HttpExecutionApi worker = new HttpExecutionApi(door, ExecutionApp.SECRET, jars);
    try (var atPeoples = new SilentConnections(people, MANY);
        var atWorkers = new SilentConnections(workers, MANY)) {
      assertThat(atPeoples.count() + atWorkers.count()).isEqualTo(2 * MANY);
      long before = System.nanoTime();
      for (int i = 0; i < 10; i++) {
        worker.heartbeat(WORKER, List.of());
      }
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void manySilentConnectionsLeaveLoginsToOthers() throws Exception {
    try (var silent = new SilentConnections(people, MANY)) {
      assertThat(silent.count()).isEqualTo(MANY);
      HttpResponse<String> answer = send(login());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      assertThat(answer.body()).contains("access_token");
    }
  }

  @Test
  void headersThatNeverEndOnTwoThousandConnectionsLeaveOthersServed() throws Exception {
    try (var endless = SilentConnections.withinTheirHeaders(people, 2_000)) {
      assertThat(endless.count()).isEqualTo(2_000);
      assertThat(send(login()).statusCode()).isEqualTo(201);
    }
  }

  @Test
  void aHundredAndTwentyLoginsAtOnceDelayNoHeartbeatAndAllAreAnswered(@TempDir Path jars)
      throws Exception {
    URI door = URI.create("http://127.0.0.1:" + workers);
    HttpExecutionApi worker = new HttpExecutionApi(door, ExecutionApp.SECRET, jars);
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest login = login().build();
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      answers.add(
          client.sendAsync(login, BodyHandlers.discarding()).thenApply(HttpResponse::statusCode));
    }
    Duration slowest = Duration.ZERO;
    while (!answers.stream().allMatch(CompletableFuture::isDone)) {
      long before = System.nanoTime();
      worker.heartbeat(WORKER, List.of());
      Duration took = Duration.ofNanos(System.nanoTime() - before);
      slowest = took.compareTo(slowest) > 0 ? took : slowest;
    }
    assertThat(answers).extracting(CompletableFuture::join).containsOnly(201);
    assertThat(slowest).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void aBodyThatDoesNotComeIsNotWaitedForLong() throws Exception {
    try (Socket silent = SilentConnections.open(people, "/auth/token", "Content-Length: 100")) {
      assertThat(answer(silent)).startsWith("HTTP/1.1 408").contains("Connection: close");
    }
  }

  @Test
  void aBodyThatTricklesIsNotWaitedForLonger() throws Exception {
    try (Socket slow = SilentConnections.open(people, "/auth/token", "Content-Length: 1000")) {
      var drops = Executors.newSingleThreadScheduledExecutor();
      try {
        ScheduledFuture<?> unused =
            drops.scheduleAtFixedRate(() -> drip(slow), 0, 200, TimeUnit.MILLISECONDS);
        assertThat(answer(slow)).startsWith("HTTP/1.1 408");
      } finally {
        drops.shutdownNow();
      }
    }
  }

  @Test
  void anEndlessBodyOfAStrangerIsRefusedAndNotRead() throws Exception {
    try (Socket large =
        SilentConnections.open(people, "/auth/token", "Content-Length: 1000000000")) {
      assertThat(answer(large)).startsWith("HTTP/1.1 413");
    }
    try (Socket endless = SilentConnections.open(people, "/login", "Transfer-Encoding: chunked")) {
      String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
      endless.getOutputStream().write((chunk + chunk).getBytes(StandardCharsets.US_ASCII));
      assertThat(answer(endless)).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void aStrangersBodyIsReadToItsEndBeforeItIsRefusedSoThatTheRefusalArrives() throws Exception {
    HttpResponse<String> answer = send(post("/api/v2/dags/a/dagRuns", "{\"conf\":{}}"));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("not_authenticated");
  }

  @Test
  void eachDoorAnswersOnlyWhoItIsFor() throws Exception {
    assertThat(get(people, "/execution/attempt/code").statusCode()).isEqualTo(404);
    assertThat(get(people, "/execution/attempt/code").body())
        .contains("orchestrator.execution.port");
    assertThat(get(workers, "/api/v2/version").statusCode()).isEqualTo(404);
    assertThat(get(workers, "/execution/attempt/code").statusCode()).isEqualTo(401);
  }

  private static void drip(Socket socket) {
    try {
      socket.getOutputStream().write('x');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that comes until the server closes. */
  private static String answer(Socket socket) throws IOException {
    socket.setSoTimeout(20_000);
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static HttpRequest.Builder login() {
    return post("/auth/token", "{\"username\":\"admin\",\"password\":\"pass\"}");
  }

  private static HttpRequest.Builder post(String path, String body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + people + path))
        .timeout(Duration.ofSeconds(50))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).GET());
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }
}
