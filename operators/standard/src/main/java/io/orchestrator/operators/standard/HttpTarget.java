package io.orchestrator.operators.standard;

import io.orchestrator.connection.Connection;
import io.orchestrator.operator.TaskFailedException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where an HTTP connection points to. Schema is the protocol (http unless given), and settings of
 * extra are headers, as in Airflow. Host may be a whole address, with a path and a query of its
 * own.
 */
record HttpTarget(URI base, Map<String, String> headers) {
  /** Settings of Airflow's HTTP client, which are no headers. */
  private static final Set<String> OPTIONS =
      Set.of(
          "timeout",
          "allow_redirects",
          "proxies",
          "proxy",
          "verify",
          "cert",
          "stream",
          "max_redirects",
          "trust_env",
          "check_response");

  static HttpTarget of(Connection connection) {
    String host = connection.host() == null ? "" : connection.host();
    if (host.isBlank()) {
      throw new TaskFailedException(
          "Connection "
              + connection.connectionId()
              + " names no host, so the request was not sent. Set its host, or give the operator"
              + " a whole address that begins with https://.");
    }
    return new HttpTarget(base(connection, host.strip()), headers(connection));
  }

  private static URI base(Connection connection, String host) {
    String schema = connection.schema() == null ? "" : connection.schema();
    String text = host;
    if (!host.contains("://")) {
      text = (schema.isBlank() ? "http" : schema) + "://" + bracketed(host);
    }
    try {
      URI uri = new URI(text);
      if (uri.getHost() == null) {
        throw wrong(connection, "has the host \"" + host + "\", which is no name or address");
      }
      return withPort(connection, uri);
    } catch (URISyntaxException e) {
      throw wrong(connection, "has the host \"" + host + "\": " + e.getReason());
    }
  }

  /** The port belongs behind the host, whatever path follows. */
  private static URI withPort(Connection connection, URI uri) throws URISyntaxException {
    Integer port = connection.port();
    if (port == null || port == uri.getPort()) {
      return uri;
    }
    if (uri.getPort() >= 0) {
      throw wrong(
          connection,
          "names two ports, " + uri.getPort() + " in its host and " + port + " as port");
    }
    return new URI(
        uri.getScheme()
            + "://"
            + uri.getRawAuthority()
            + ":"
            + port
            + uri.getRawPath()
            + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
  }

  private static String bracketed(String host) {
    return host.matches("[0-9A-Fa-f.]*(:[0-9A-Fa-f.]*){2,}") ? "[" + host + "]" : host;
  }

  private static TaskFailedException wrong(Connection connection, String what) {
    return new TaskFailedException(
        "Connection "
            + connection.connectionId()
            + " "
            + what
            + ". The request was not sent. Correct the connection.");
  }

  /** The address of an endpoint below the base: its path goes behind the base's, so its query. */
  String address(String endpoint) {
    int query = endpoint.indexOf('?');
    String path = query < 0 ? endpoint : endpoint.substring(0, query);
    String own = base.getRawPath();
    String joined =
        path.isEmpty() ? own : own.replaceFirst("/+$", "") + "/" + path.replaceFirst("^/+", "");
    String queries =
        Stream.of(base.getRawQuery(), query < 0 ? null : endpoint.substring(query + 1))
            .filter(text -> text != null && !text.isEmpty())
            .collect(Collectors.joining("&"));
    return base.getScheme()
        + "://"
        + base.getRawAuthority()
        + (joined.isEmpty() ? "/" : joined)
        + (queries.isEmpty() ? "" : "?" + queries);
  }

  private static Map<String, String> headers(Connection connection) {
    Map<String, String> headers = new HashMap<>();
    if (connection.login() != null && !connection.login().isEmpty()) {
      String password = connection.password() == null ? "" : connection.password();
      byte[] both = (connection.login() + ":" + password).getBytes(StandardCharsets.UTF_8);
      headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
    }
    connection.extra().forEach((name, value) -> header(headers, name, value));
    return headers;
  }

  private static void header(Map<String, String> headers, String name, Object value) {
    if (name.equals("headers") && value instanceof Map<?, ?> more) {
      more.forEach((key, text) -> headers.put(key.toString(), String.valueOf(text)));
    } else if (!OPTIONS.contains(name)) {
      headers.put(name, value.toString());
    }
  }
}
