package io.orchestrator.web.bench.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LineTest {
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private HttpServer server;
  private Echo echo;
  private Line line;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    echo = new Echo(server.getAddress().getPort(), 1);
    line = Line.to(server.getAddress().getPort(), echo::heard, () -> Instant.EPOCH);
  }

  @AfterEach
  void close() {
    line.close();
    echo.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    heard.add(body);
    byte[] answer = ("heard " + body).getBytes(UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private CompletableFuture<String> say(String url, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/path"))
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.sendAsync(request, BodyHandlers.ofString()).thenApply(HttpResponse::body);
  }

  private static String soon(CompletableFuture<String> answer) throws Exception {
    return answer.get(20, TimeUnit.SECONDS);
  }

  @Test
  void requestsAndAnswersPassOneAfterTheOther() throws Exception {
    assertThat(soon(say(line.url(), "one"))).isEqualTo("heard one");
    assertThat(soon(say(line.url(), "two"))).isEqualTo("heard two");
  }

  @Test
  void whatIsOnItsWayWhileTheLineIsHeldArrivesLate() throws Exception {
    line.hold(true);
    CompletableFuture<String> held = say(line.url(), "held");
    soon(say("http://127.0.0.1:" + server.getAddress().getPort(), "direct"));
    assertThat(heard).containsExactly("direct");
    line.hold(false);
    assertThat(soon(held)).isEqualTo("heard held");
  }

  @Test
  void whatAWorkerSaysFirstOnAGrantedStreamIsItsHello() throws Exception {
    byte[] upgrade = "GET /stream HTTP/1.1\r\nUpgrade: websocket\r\n\r\n".getBytes(UTF_8);
    try (ServerSocket granting = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Line toIt = Line.to(granting.getLocalPort(), request -> {}, () -> Instant.EPOCH);
        Socket worker =
            new Socket(InetAddress.getLoopbackAddress(), URI.create(toIt.url()).getPort())) {
      worker.getOutputStream().write(upgrade);
      try (Socket server = granting.accept()) {
        assertThat(server.getInputStream().readNBytes(upgrade.length)).isEqualTo(upgrade);
        assertThat(toIt.hello()).isEmpty();
        server.getOutputStream().write("granted".getBytes(UTF_8));
        assertThat(worker.getInputStream().readNBytes(7)).isEqualTo("granted".getBytes(UTF_8));
        worker.getOutputStream().write("hello".getBytes(UTF_8));
        assertThat(server.getInputStream().readNBytes(5)).isEqualTo("hello".getBytes(UTF_8));
        assertThat(toIt.hello()).contains(Instant.EPOCH);
      }
    }
  }

  @Test
  void aRequestIsReadToItsEndAndNoFurther() throws IOException {
    String first = "POST /a?b=c HTTP/1.1\r\nContent-length: 4\r\n\r\n1\r\n\n";
    String second = "GET /d HTTP/1.1\r\n\r\n";
    ByteArrayInputStream in = new ByteArrayInputStream((first + second + "POST").getBytes(UTF_8));
    RawRequest request = RawRequest.read(in).orElseThrow();
    assertThat(request.path()).isEqualTo("/a");
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    request.writeTo(whole);
    assertThat(whole.toString(UTF_8)).isEqualTo(first);
    assertThat(RawRequest.read(in).map(RawRequest::path)).contains("/d");
    assertThat(RawRequest.read(in)).isEqualTo(Optional.empty());
  }
}
