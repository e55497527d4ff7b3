package io.orchestrator.web.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server that answers as it is told and keeps what it was asked. */
final class FakeServer implements AutoCloseable {
  private final HttpServer http;
  private final Map<String, Deque<Answer>> answers = new HashMap<>();
  private final List<String> asked = new ArrayList<>();

  private record Answer(int status, String body, Map<String, String> headers) {}

  FakeServer() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::handle);
    http.start();
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /** The next answer to a request; the last one is given again and again. */
  FakeServer on(String request, int status, String body) {
    return on(request, status, body, Map.of());
  }

  synchronized FakeServer on(String request, int status, String body, Map<String, String> headers) {
    answers
        .computeIfAbsent(request, r -> new ArrayDeque<>())
        .add(new Answer(status, body.replace('\'', '"'), headers));
    return this;
  }

  /** What was asked, in order: method, path, body and who. */
  synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public void close() {
    http.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String who = exchange.getRequestHeaders().getFirst("Authorization");
    Answer answer = next(request, body, who == null ? "nobody" : who);
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized Answer next(String request, String body, String who) {
    asked.add(request + " " + body + " by " + who);
    Deque<Answer> waiting = answers.get(request);
    if (waiting == null) {
      return new Answer(404, "{\"detail\":\"no answer for " + request + "\"}", Map.of());
    }
    return waiting.size() > 1 ? waiting.removeFirst() : waiting.getFirst();
  }
}
