package io.orchestrator.operators.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orchestrator.connection.Connection;
import io.orchestrator.operator.TaskFailedException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Host, port, path and endpoint make one address. */
class HttpTargetTest {
  private static Connection connection(
      String host, @Nullable String schema, @Nullable Integer port) {
    return Connection.of("api", "http").withEndpoint(host, port, schema).withExtra(Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "api.test, -, -, v1/x, http://api.test/v1/x",
        "api.test, https, 8443, /v1/x, https://api.test:8443/v1/x",
        "https://api.test, -, 8443, v1, https://api.test:8443/v1",
        "https://api.test/base, -, 8443, v1, https://api.test:8443/base/v1",
        "https://api.test/base/, http, -, /v1, https://api.test/base/v1",
        "api.test/base, -, 81, v1?a=1, http://api.test:81/base/v1?a=1",
        "https://api.test/base?key=k, -, -, v1?a=1, https://api.test/base/v1?key=k&a=1",
        "https://api.test/base?key=k, -, 444, v1, https://api.test:444/base/v1?key=k",
        "https://api.test:8443/base, -, 8443, v1, https://api.test:8443/base/v1",
        "https://api.test/base, -, -, ?a=1, https://api.test/base?a=1",
        "https://api.test/base, -, -, '', https://api.test/base",
        "api.test, -, 80, '', http://api.test:80/",
        "::1, -, 8080, v1, http://[::1]:8080/v1",
        "fe80::1, -, -, v1, http://[fe80::1]/v1",
        "127.0.0.1, -, 99, /a%2Fb, http://127.0.0.1:99/a%2Fb"
      })
  void anEndpointIsBelowTheConnectionsAddress(
      String host,
      @Nullable String schema,
      @Nullable Integer port,
      String endpoint,
      String address) {
    assertThat(HttpTarget.of(connection(host, schema, port)).address(endpoint)).isEqualTo(address);
  }

  @Test
  void twoPortsAndNoHostAreRefusedBeforeAnythingIsSent() {
    assertThatThrownBy(() -> HttpTarget.of(connection("https://api.test:1", null, 2)))
        .isInstanceOf(TaskFailedException.class)
        .hasMessage(
            "Connection api names two ports, 1 in its host and 2 as port. The request was not sent."
                + " Correct the connection.");
    assertThatThrownBy(() -> HttpTarget.of(connection("api test", null, null)))
        .hasMessageContaining("Connection api has the host \"api test\"");
  }
}
