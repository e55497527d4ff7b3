package io.orchestrator.web.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.web.ManagedFixture;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** The running pages of a test, and a browser before them. */
final class PageCalls implements AutoCloseable {
  private final ServletWebServerApplicationContext app = FixtureApp.start(0);
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

  @Override
  public void close() {
    app.close();
  }

  ManagedFixture managed() {
    return app.getBean(ManagedFixture.class);
  }

  FixtureStore store() {
    return app.getBean(FixtureStore.class);
  }

  /** The orders of people so far: user, event and detail. */
  List<String> orders() {
    return store().audited();
  }

  /** A cookie as the script of a page sets it. */
  void cookie(String name, String value) {
    HttpCookie cookie = new HttpCookie(name, value);
    cookie.setPath("/");
    cookie.setVersion(0);
    cookies.getCookieStore().add(uri("/"), cookie);
  }

  HttpResponse<String> get(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path)).header("Accept", "text/html,*/*;q=0.8").build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
    return post(
        path,
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&")));
  }

  /** Sends a form as a page does, with the token that a page carries. */
  HttpResponse<String> post(String path, String form) throws Exception {
    Matcher token =
        Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(get("/pools?edit=").body());
    assertThat(token.find()).isTrue();
    HttpRequest request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "text/html")
            .POST(HttpRequest.BodyPublishers.ofString(form + "&_csrf=" + token.group(1)))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    int port = Objects.requireNonNull(app.getWebServer()).getPort();
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
