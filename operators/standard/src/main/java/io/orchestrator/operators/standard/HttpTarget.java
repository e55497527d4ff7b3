package io.orchestrator.operators.standard;

import io.orchestrator.connection.Connection;
import io.orchestrator.operator.TaskFailedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where an HTTP connection points to. Schema is the protocol (http unless given), and settings of
 * extra are headers, as in Airflow.
 *
 * @param address without a slash at the end
 */
record HttpTarget(String address, Map<String, String> headers) {
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
    String schema = connection.schema() == null ? "" : connection.schema();
    String address = host;
    if (!host.contains("://")) {
      address = (schema.isBlank() ? "http" : schema) + "://" + host;
    }
    if (connection.port() != null) {
      address = address.replaceFirst("/+$", "") + ":" + connection.port();
    }
    return new HttpTarget(address.replaceFirst("/+$", ""), headers(connection));
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
