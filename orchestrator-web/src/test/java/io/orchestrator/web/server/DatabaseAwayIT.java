package io.orchestrator.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orchestrator.web.security.OneTimeLogins;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people see while the database is away. */
@Timeout(180)
class DatabaseAwayIT {
  private static final Duration SOON = Duration.ofSeconds(2);
  private final HttpClient browser =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(Redirect.NORMAL)
          .build();
  private final List<String> live = new CopyOnWriteArrayList<>();

  @Test
  void everyCallIsAnsweredWithinTwoSecondsOpenPagesAreToldAndAllGoesOn(@TempDir Path home)
      throws Exception {
    try (RealServer server = RealServer.start(home, Map.of())) {
      String login = server.part(OneTimeLogins.class).issue("admin");
      assertThat(status(server, "/login/once?token=" + login)).isEqualTo(200);
      follow(server);
      server.killDatabase();
      for (int i = 0; i < 3; i++) {
        for (String path : List.of("/", "/dags", "/dag_runs", "/events", "/pools", "/login")) {
          long before = System.nanoTime();
          int status = status(server, path);
          Duration took = Duration.ofNanos(System.nanoTime() - before);
          assertThat(took).as(path).isLessThan(SOON);
          assertThat(status).as(path).isEqualTo(path.equals("/login") ? 200 : 503);
        }
      }
      long before = System.nanoTime();
      assertThat(server.get("/api/x1/health/ready").statusCode()).isEqualTo(503);
      assertThat(server.signIn().statusCode()).isEqualTo(503);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SOON.plus(SOON));
      await().until(() -> live.contains("data:away"));

      server.startDatabase();

      await().atMost(Duration.ofSeconds(30)).until(() -> status(server, "/dags") == 200);
      await().until(() -> live.contains("data:back"));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> server.get("/api/x1/health/ready").statusCode() == 200);
    }
  }

  /** As an open page does. */
  private void follow(RealServer server) throws IOException, InterruptedException {
    HttpRequest stream =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/live"))
            .header("Accept", "text/event-stream")
            .build();
    InputStream lines = browser.send(stream, BodyHandlers.ofInputStream()).body();
    Thread reader =
        new Thread(
            () -> {
              try (Scanner scanner = new Scanner(lines, StandardCharsets.UTF_8)) {
                scanner.forEachRemaining(live::add);
              }
            },
            "open-page");
    reader.setDaemon(true);
    reader.start();
  }

  private int status(RealServer server, String path) throws IOException, InterruptedException {
    return browser
        .send(
            server.request(path).header("Accept", "text/html").GET().build(),
            BodyHandlers.discarding())
        .statusCode();
  }
}
