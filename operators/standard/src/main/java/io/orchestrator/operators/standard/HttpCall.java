package io.orchestrator.operators.standard;

import io.orchestrator.operator.TaskContext;
import io.orchestrator.operator.TaskFailedException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP operator and an HTTP sensor have in common.
 *
 * @param endpoint template; an address, or a path below the connection's address
 * @param headers name to template
 * @param body template; null for none
 * @param expected status codes; all of 200 to 299 when empty
 * @param timeout for the whole exchange
 */
record HttpCall(
    String method,
    String endpoint,
    Map<String, String> headers,
    @Nullable String body,
    String connectionId,
    Set<Integer> expected,
    Duration timeout) {
  private static final int MOST_BYTES = 10 * 1024 * 1024;
  private static final Pattern CHARSET =
      Pattern.compile("charset=\"?([\\w.:-]+)", Pattern.CASE_INSENSITIVE);

  HttpCall {
    if (!method.matches("[A-Z]+")) {
      throw new IllegalArgumentException(
          "\"" + method + "\" is no HTTP method; use one like GET or POST, in capitals");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("The time-out of an HTTP request must be more than 0");
    }
  }

  static HttpCall of(String method, String endpoint) {
    return new HttpCall(
        method, endpoint, Map.of(), null, "http_default", Set.of(), Duration.ofSeconds(60));
  }

  HttpCall header(String name, String template) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, template);
    return new HttpCall(method, endpoint, more, body, connectionId, expected, timeout);
  }

  HttpCall body(String template) {
    return new HttpCall(method, endpoint, headers, template, connectionId, expected, timeout);
  }

  HttpCall connection(String id) {
    return new HttpCall(method, endpoint, headers, body, id, expected, timeout);
  }

  HttpCall expect(Set<Integer> codes) {
    return new HttpCall(method, endpoint, headers, body, connectionId, codes, timeout);
  }

  HttpCall timeout(Duration most) {
    return new HttpCall(method, endpoint, headers, body, connectionId, expected, most);
  }

  Map<String, String> templates() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("endpoint", endpoint);
    headers.forEach((name, template) -> fields.put("header." + name, template));
    if (body != null) {
      fields.put("body", body);
    }
    return fields;
  }

  /**
   * An answer, read to its end.
   *
   * @param asked method and address, without the query
   * @param location where a redirect points to
   */
  record Answer(String asked, int status, String text, boolean wanted, Optional<String> location) {
    /** What is wrong with it, for people. */
    String trouble() {
      String start = text.length() > 500 ? text.substring(0, 500) + "…" : text;
      return "%s was answered with status %s%s%s"
          .formatted(
              asked,
              status,
              location
                  .map(
                      to ->
                          ", a redirect to "
                              + to
                              + ". Redirects are not followed: use that address")
                  .orElse(""),
              start.isBlank() ? "." : ". The answer begins: " + start);
    }
  }

  /**
   * Asks once.
   *
   * @throws IOException when there is no answer in time, or one that is too long
   */
  Answer send(TaskContext context) throws IOException, InterruptedException {
    HttpRequest request = request(context);
    URI uri = request.uri();
    String asked =
        method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // The JDK would hand credentials to whatever host a redirect names.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
    var exchange = client.sendAsync(request, answer -> new LimitedBody(MOST_BYTES));
    var response = await(exchange, asked);
    int status = response.statusCode();
    String type = response.headers().firstValue("Content-Type").orElse("");
    String text = new String(response.body(), charset(type));
    context.log("{}: status {}, {} bytes", asked, status, response.body().length);
    boolean wanted = expected.isEmpty() ? status / 100 == 2 : expected.contains(status);
    Optional<String> location =
        status / 100 == 3 ? response.headers().firstValue("Location") : Optional.empty();
    return new Answer(asked, status, text, wanted, location);
  }

  private <T> T await(CompletableFuture<T> exchange, String asked)
      throws IOException, InterruptedException {
    try {
      return exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException(
          asked + " was not answered within " + timeout.toSeconds() + " seconds.", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String why =
          cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
      throw new IOException(asked + " failed: " + why, e);
    } finally {
      exchange.cancel(true);
    }
  }

  private HttpRequest request(TaskContext context) {
    Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    String address = context.rendered("endpoint");
    // The template decides, not the value: a param cannot send the credentials elsewhere.
    if (!endpoint.matches("(?s)https?://.*")) {
      HttpTarget target = HttpTarget.of(context.connection(connectionId));
      all.putAll(target.headers());
      address = target.address(address);
    }
    headers.keySet().forEach(name -> all.put(name, context.rendered("header." + name)));
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(new URI(address))
              .method(
                  method,
                  body == null
                      ? BodyPublishers.noBody()
                      : BodyPublishers.ofString(context.rendered("body")));
      all.forEach(request::setHeader);
      return request.build();
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new TaskFailedException(
          ("The HTTP request to %s cannot be made: %s. Nothing was sent. In an address write"
                  + " {{ value | urlencode }}.")
              .formatted(context.rendered("endpoint"), e.getMessage()),
          e);
    }
  }

  private static Charset charset(String contentType) {
    Matcher named = CHARSET.matcher(contentType);
    return named.find() && Charset.isSupported(named.group(1))
        ? Charset.forName(named.group(1))
        : StandardCharsets.UTF_8;
  }
}
