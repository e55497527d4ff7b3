package io.orchestrator.web.ui.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.administration.Problem;
import io.orchestrator.connection.Connection;
import io.orchestrator.store.memory.InMemoryStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionPageTest {
  private static final Map<String, Object> EXTRA =
      Map.of(
          "token", "hunter1",
          "headers", Map.of("Authorization", "Bearer hunter2", "Accept", "text/plain"),
          "hosts", List.of(Map.of("name", "a", "password", "hunter3")));
  private static final Connection STORED =
      Connection.of("api", "http")
          .withEndpoint("h", 80, null)
          .withCredentials("me", "hunter4")
          .withExtra(EXTRA);

  private final ConnectionPage page =
      new ConnectionPage(new InMemoryStore(InstantSource.fixed(Instant.EPOCH)).administration());
  private final List<Problem> unread = new ArrayList<>();

  @Test
  void aFormSavedAsItWasShownChangesNothing() {
    Typed shown = page.shown(STORED);
    assertThat(shown.fields().toString()).doesNotContain("hunter").contains("text/plain");
    assertThat(page.read(shown, STORED, unread)).isEqualTo(STORED);
    assertThat(unread).isEmpty();
  }

  @Test
  void aMaskIsNeverStoredAsASecret() {
    String changed = "{\"headers\": {\"Authorization\": \"Bearer new\"}}";
    assertThat(page.read(with(changed), STORED, unread).extra())
        .isEqualTo(Map.of("headers", Map.of("Authorization", "Bearer new")));
    assertThat(unread).isEmpty();
    page.read(with("{\"header\": {\"Authorization\": \"" + Secrets.MASK + "\"}}"), STORED, unread);
    assertThat(unread).extracting(Problem::field).containsExactly("extra");
  }

  @Test
  void whatWasTypedIsNotTold() {
    assertThat(Typed.NOTHING.with("password", "hunter5").toString()).isEqualTo("Typed[password]");
  }

  private Typed with(String extra) {
    return page.shown(STORED).with("extra", extra);
  }
}
