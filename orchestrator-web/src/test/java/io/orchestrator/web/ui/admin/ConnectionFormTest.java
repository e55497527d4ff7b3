package io.orchestrator.web.ui.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.connection.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionFormTest {
  private static final Map<String, Object> EXTRA =
      Map.of(
          "token", "hunter1",
          "headers", Map.of("Authorization", "Bearer hunter2", "Accept", "text/plain"),
          "hosts", List.of(Map.of("name", "a", "password", "hunter3")));
  private static final Optional<Connection> STORED =
      Optional.of(
          Connection.of("api", "http")
              .withEndpoint("h", 80, null)
              .withCredentials("me", "hunter4")
              .withExtra(EXTRA));

  @Test
  void aFormSavedAsItWasShownChangesNothing() {
    ConnectionForm shown = ConnectionForm.of(STORED);
    assertThat(shown.toString()).doesNotContain("hunter").contains("text/plain");
    assertThat(shown.wrong(STORED, id -> true)).isEmpty();
    assertThat(shown.connection(STORED)).isEqualTo(STORED.get());
  }

  @Test
  void aMaskIsNeverStoredAsASecret() {
    String moved = "{\"header\": {\"Authorization\": \"" + Secrets.MASK + "\"}}";
    assertThat(with(moved).wrong(STORED, id -> true))
        .extracting(ConnectionForm.Wrong::field)
        .containsExactly("extra");
    String changed = "{\"headers\": {\"Authorization\": \"Bearer new\"}}";
    assertThat(with(changed).wrong(STORED, id -> true)).isEmpty();
    assertThat(with(changed).connection(STORED).extra())
        .isEqualTo(Map.of("headers", Map.of("Authorization", "Bearer new")));
  }

  private static ConnectionForm with(String extra) {
    ConnectionForm shown = ConnectionForm.of(STORED);
    return new ConnectionForm(
        shown.id(),
        shown.type(),
        shown.description(),
        shown.host(),
        shown.port(),
        shown.schema(),
        shown.login(),
        shown.password(),
        extra);
  }
}
