package io.orchestrator.operators.amazon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orchestrator.connection.Connection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store that refuses the deletion of many without Content-MD5, as older ones do. */
class ContentMd5IT {
  private final List<String> deletions = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void begin() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (exchange.getRequestMethod().equals("GET")) {
      send(
          exchange,
          200,
          "<ListBucketResult><Contents><Key>in/a</Key></Contents><Contents><Key>in/b</Key>"
              + "</Contents></ListBucketResult>");
      return;
    }
    @Nullable String given = exchange.getRequestHeaders().getFirst("Content-MD5");
    if (given != null && given.equals(md5(body))) {
      deletions.add(new String(body, UTF_8));
      send(exchange, 200, "<DeleteResult></DeleteResult>");
    } else {
      send(
          exchange,
          400,
          "<Error><Code>InvalidRequest</Code><Message>Missing required header for this request:"
              + " Content-MD5</Message></Error>");
    }
  }

  private static String md5(byte[] body) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void manyAreDeletedWhereContentMd5IsWanted() {
    String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
    Connection connection =
        Connection.of("old", "aws")
            .withCredentials("a", "b")
            .withExtra(Map.of("endpoint_url", endpoint));

    try (var s3 = AwsSettings.of(connection).s3()) {
      assertThat(new S3Prefix(s3, new S3Address("lake", "in/")).delete()).isEqualTo(2);
    }
    assertThat(deletions).singleElement().asString().contains("in/a", "in/b");
  }
}
