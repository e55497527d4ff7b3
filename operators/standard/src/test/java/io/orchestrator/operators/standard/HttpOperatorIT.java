package io.orchestrator.operators.standard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orchestrator.connection.Connection;
import io.orchestrator.operator.Operator;
import io.orchestrator.operator.Poll;
import io.orchestrator.operator.TaskFailedException;
import io.orchestrator.testkit.FakeTaskContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpOperatorIT {
  private final FakeTaskContext context = new FakeTaskContext();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> asked = new ArrayList<>();
  private final HttpServer server;
  private final String base;

  HttpOperatorIT() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    base = "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port();
  }

  private int port() {
    return server.getAddress().getPort();
  }

  @BeforeEach
  void start() {
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().toString();
      asked.add(
          exchange.getRequestMethod()
              + " "
              + path
              + " "
              + new String(exchange.getRequestBody().readAllBytes(), UTF_8)
              + " "
              + exchange.getRequestHeaders().getFirst("Authorization")
              + " "
              + exchange.getRequestHeaders().getFirst("X-Team"));
      switch (path) {
        case "/json" -> send(exchange, 200, "{\"count\": 3}".getBytes(UTF_8));
        case "/latin" -> {
          exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=ISO-8859-1");
          send(exchange, 200, new byte[] {(byte) 0xe4});
        }
        case "/moved" -> {
          exchange.getResponseHeaders().set("Location", "http://elsewhere.example/");
          send(exchange, 302, new byte[0]);
        }
        case "/long" -> send(exchange, 200, new byte[10 * 1024 * 1024 + 1]);
        case "/most" -> send(exchange, 200, new byte[10 * 1024 * 1024]);
        case "/slow" -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('a');
          exchange.getResponseBody().flush();
          over.await();
        }
        case "/broken" -> send(exchange, 500, "out of order".getBytes(UTF_8));
        default -> send(exchange, 201, "made ä".getBytes(UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private <T> @Nullable T run(Operator<T> operator) throws Exception {
    context.templates = operator.templates();
    return operator.execute(context);
  }

  private void connection(String id, @Nullable String host, Map<String, Object> extra) {
    context.connections.put(
        id,
        Connection.of(id, "http")
            .withEndpoint(host, port(), "http")
            .withCredentials("me", "pä")
            .withExtra(extra));
  }

  @Test
  void sendsTheRenderedRequestAndReturnsTheText() throws Exception {
    context.params = Map.of("name", "a b&c");
    HttpOperator<String> post =
        HttpOperator.post(base + "/d/{{ ds }}?n={{ params.name | urlencode }}", "{{ params.name }}")
            .header("X-Team", "{{ dag.dag_id }}");

    assertThat(run(post)).isEqualTo("made ä");
    assertThat(asked).containsExactly("POST /d/2026-01-02?n=a+b%26c a b&c null dag");
    assertThat(context.lines)
        .containsExactly("POST " + base + "/d/2026-01-02: status 201, 7 bytes");
  }

  @Test
  void takesHostCredentialsAndHeadersFromTheConnection() throws Exception {
    connection("api", "127.0.0.1", Map.of("X-Team", "blue", "verify", true));
    run(HttpOperator.get("/x").connection("api"));
    connection("http_default", "http://127.0.0.1", Map.of("headers", Map.of("X-Team", "red")));
    run(HttpOperator.of("DELETE", "x"));
    run(HttpOperator.get("x").header("x-team", "own").header("authorization", "Bearer t"));

    assertThat(asked)
        .containsExactly(
            "GET /x  Basic bWU6cMOk blue", "DELETE /x  Basic bWU6cMOk red", "GET /x  Bearer t own");
  }

  @Test
  void aParamCannotSendTheCredentialsElsewhere() throws Exception {
    connection("http_default", "127.0.0.1", Map.of());
    context.params = Map.of("path", "http://elsewhere.example/", "host", "@elsewhere.example/");
    run(HttpOperator.get("{{ params.path }}"));
    run(HttpOperator.get("{{ params.host }}"));

    assertThat(asked).hasSize(2).allMatch(line -> line.contains("elsewhere.example"));
  }

  /** What the server counts. */
  record Count(int count) {}

  @Test
  void readsJsonAndOtherCharacterSets() throws Exception {
    HttpOperator<String> json = HttpOperator.get(base + "/json");
    assertThat(run(json.json())).isEqualTo(Map.of("count", 3));
    assertThat(run(json.json(Count.class))).isEqualTo(new Count(3));
    assertThat(run(HttpOperator.get(base + "/latin"))).isEqualTo("ä");
    assertThatThrownBy(() -> run(HttpOperator.get(base + "/x").json(Count.class)))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("GET " + base + "/x was answered, but not with JSON for Count");
  }

  @Test
  void anUnexpectedStatusFails() throws Exception {
    assertThatThrownBy(() -> run(HttpOperator.get(base + "/broken")))
        .isInstanceOf(HttpFailedException.class)
        .hasMessage(
            "GET "
                + base
                + "/broken was answered with status 500. The answer begins: out of order");
    assertThatThrownBy(() -> run(HttpOperator.get(base + "/moved")))
        .hasMessageContaining("a redirect to http://elsewhere.example/. Redirects are not followed")
        .extracting("status")
        .isEqualTo(302);
    assertThatThrownBy(() -> run(HttpOperator.get(base + "/x").expectStatus(200)))
        .isInstanceOf(HttpFailedException.class);
    assertThat(run(HttpOperator.get(base + "/broken").expectStatus(200, 500)))
        .isEqualTo("out of order");
  }

  @Test
  void limitsLengthAndTime() throws Exception {
    assertThat(run(HttpOperator.get(base + "/most"))).hasSize(10 * 1024 * 1024);
    assertThatThrownBy(() -> run(HttpOperator.get(base + "/long")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("longer than 10485760 bytes");
    assertThatThrownBy(() -> run(HttpOperator.get(base + "/slow").timeout(Duration.ofMillis(1500))))
        .isInstanceOf(IOException.class)
        .hasMessage("GET " + base + "/slow was not answered within 1 seconds.");
  }

  @Test
  void tellsWhatCannotBeSent() {
    connection("http_default", null, Map.of());
    context.params = Map.of("x", "a\r\nX-Evil: 1", "blank", "a b");
    assertThatThrownBy(() -> run(HttpOperator.get("x")))
        .hasMessageContaining("Connection http_default names no host");
    assertThatThrownBy(() -> run(HttpOperator.get(base).header("X", "{{ params.x }}")))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("Nothing was sent");
    assertThatThrownBy(() -> run(HttpOperator.get(base + "/{{ params.blank }}")))
        .hasMessageContaining("{{ value | urlencode }}");
    assertThatThrownBy(() -> HttpOperator.of("get", base)).hasMessageContaining("in capitals");
    assertThat(asked).isEmpty();
  }

  @Test
  void aSensorWaitsForTheAnswer() throws Exception {
    assertThat(poke(HttpSensor.of(base + "/json"))).isEqualTo(Poll.ready("{\"count\": 3}"));
    assertThat(poke(HttpSensor.of(base + "/json").until(text -> text.contains("4"))))
        .isEqualTo(Poll.notYet("GET " + base + "/json does not yet answer what is waited for"));
    assertThat(poke(HttpSensor.of(base + "/broken"))).isInstanceOf(Poll.NotYet.class);
    server.stop(0);
    assertThat(poke(HttpSensor.of(base + "/json"))).isInstanceOf(Poll.NotYet.class);
  }

  private Poll<String> poke(HttpSensor sensor) throws InterruptedException {
    context.templates = sensor.templates();
    return sensor.poke(context);
  }
}
