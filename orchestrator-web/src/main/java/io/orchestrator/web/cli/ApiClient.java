package io.orchestrator.web.cli;

import io.orchestrator.model.ExactJson;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST API as client commands use it: JSON in and out, refusals as sentences. */
final class ApiClient {
  private static final JsonMapper JSON = ExactJson.builder().build();
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final int PAGE = 100;
  private final HttpClient http;
  private final String url;
  private final String token;

  ApiClient(String url) {
    this(HttpClient.newBuilder().connectTimeout(CONNECT).build(), url.replaceAll("/+$", ""), "");
  }

  private ApiClient(HttpClient http, String url, String token) {
    this.http = http;
    this.url = url;
    this.token = token;
  }

  ApiClient withToken(String bearer) {
    return new ApiClient(http, url, bearer);
  }

  /** A client with a fresh token. */
  ApiClient login(String username, String password) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("username", username);
    body.put("password", password);
    // Not /auth/token/cli: a command may wait for a run longer than the hour such a token lives.
    HttpResponse<String> answer = send("POST", "/auth/token", Optional.of(body), "");
    if (answer.statusCode() != 201) {
      throw new CommandFailure(
          "The server at " + url + " does not let " + username + " in: " + detail(answer),
          "Check the password, or set ORCHESTRATOR_TOKEN.");
    }
    return withToken(json(answer).path("access_token").asString(""));
  }

  JsonNode get(String path) {
    return json(checked(send("GET", path, Optional.empty(), "application/json")));
  }

  JsonNode post(String path, Map<String, ?> body) {
    return json(checked(send("POST", path, Optional.of(body), "application/json")));
  }

  JsonNode patch(String path, Map<String, ?> body) {
    return json(checked(send("PATCH", path, Optional.of(body), "application/json")));
  }

  /** The text of an answer and one of its headers. */
  record Text(String body, Optional<String> header) {}

  Text text(String path, String header) {
    HttpResponse<String> answer = checked(send("GET", path, Optional.empty(), "text/plain"));
    return new Text(answer.body(), answer.headers().firstValue(header));
  }

  /**
   * All rows of a list, page by page.
   *
   * @param path with its query, without limit and offset
   * @param most rows at most
   */
  List<JsonNode> list(String path, String plural, int most) {
    List<JsonNode> rows = new ArrayList<>();
    String start = path + (path.contains("?") ? "&" : "?");
    while (rows.size() < most) {
      int wanted = Math.min(PAGE, most - rows.size());
      JsonNode page = get(start + "limit=" + wanted + "&offset=" + rows.size());
      page.path(plural).forEach(rows::add);
      if (page.path(plural).size() < wanted) {
        break;
      }
    }
    return rows;
  }

  /** One part of a path, with everything but letters and digits written as bytes. */
  static String part(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpResponse<String> send(
      String method, String path, Optional<Map<String, ?>> body, String accept) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(url + path))
              .timeout(ANSWER)
              .method(
                  method,
                  body.map(b -> BodyPublishers.ofString(JSON.writeValueAsString(b)))
                      .orElse(BodyPublishers.noBody()));
      body.ifPresent(b -> request.header("Content-Type", "application/json"));
      if (!accept.isEmpty()) {
        request.header("Accept", accept);
      }
      if (!token.isEmpty()) {
        request.header("Authorization", "Bearer " + token);
      }
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (ConnectException e) {
      throw new CommandFailure(
          "Nothing answers at " + url + ".", "Is the server running? ./orchestrator status", e);
    } catch (IOException e) {
      throw new CommandFailure(
          "The connection to %s broke off (%s); whether the request was carried out is unknown."
              .formatted(url, e.getMessage()),
          "Look with ./orchestrator runs list before you repeat it.",
          e);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          url + " is not the address of a server.", "Write it as http://host:port.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("Interrupted.", "", e);
    }
  }

  private HttpResponse<String> checked(HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status < 300) {
      return answer;
    }
    if (status == 401) {
      throw new CommandFailure(
          "The server at " + url + " does not know this token: " + detail(answer),
          "Set ORCHESTRATOR_TOKEN to a valid one, or leave it out and log in with a password.");
    }
    String hint = problem(answer).path("hint").asString("");
    throw CommandFailure.refused(
        status, detail(answer), hint.isEmpty() && status >= 500 ? "Its log says more." : hint);
  }

  private static String detail(HttpResponse<String> answer) {
    JsonNode problem = problem(answer);
    JsonNode detail = problem.path("detail");
    if (detail.isArray()) {
      List<String> all = new ArrayList<>();
      detail.forEach(d -> all.add(d.path("msg").asString("")));
      return String.join(" ", all);
    }
    String text = detail.asString("");
    return text.isEmpty() ? "The server answered " + answer.statusCode() + "." : text;
  }

  private static JsonNode problem(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body().isBlank() ? "{}" : answer.body());
    } catch (JacksonException e) {
      return JSON.createObjectNode();
    }
  }

  private JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JacksonException e) {
      throw new CommandFailure(
          "What answers at " + url + " is not an Orchestrator server: it sent no JSON.",
          "Check the address.",
          e);
    }
  }
}
