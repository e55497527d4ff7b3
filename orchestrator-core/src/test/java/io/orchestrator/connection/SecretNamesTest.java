package io.orchestrator.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {
  private static final String MASK = "***";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "access_key",
        "AWS_SECRET_ACCESS_KEY",
        "access_token",
        "api_key",
        "apikey",
        "X-Api-Key",
        "Authorization",
        "connection_string",
        "connectionString",
        "credentials",
        "extra__google__keyfile_dict",
        "passphrase",
        "passwd",
        "db_password",
        "privateKey",
        "private_key",
        "client.secret",
        "token"
      })
  void aNameIsSecretHoweverItIsWritten(String name) {
    assertThat(SecretNames.secret(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"region_name", "key", "endpoint_url", "pass", "author", "login"})
  void otherNamesAreNot(String name) {
    assertThat(SecretNames.secret(name)).isFalse();
  }

  @Test
  void secretsAreMaskedAtAnyDepthAndTheRestIsLeft() {
    Map<String, Object> shown =
        SecretNames.masked(
            Map.of(
                "region",
                "eu",
                "headers",
                Map.of("Authorization", "Bearer x", "Accept", "text/plain"),
                "hosts",
                List.of(Map.of("name", "a", "password", 1234567))),
            MASK);
    assertThat(shown)
        .containsEntry("region", "eu")
        .containsEntry("headers", Map.of("Authorization", MASK, "Accept", "text/plain"))
        .containsEntry("hosts", List.of(Map.of("name", "a", "password", MASK)));
  }

  @Test
  void whatIsSentBackMaskedIsWhatWasStored() {
    Map<String, Object> stored =
        Map.of(
            "headers",
            Map.of("Authorization", "Bearer x"),
            "token",
            Map.of("a", "b"),
            "hosts",
            List.of(host("a", "1"), host("b", "2"), List.of(host("c", "3"))));
    assertThat(SecretNames.unmasked(SecretNames.masked(stored, MASK), stored, MASK))
        .isEqualTo(stored);
  }

  @Test
  void anElementOfAListKeepsItsSecretWhenItMovesOrChanges() {
    Map<String, Object> stored = Map.of("hosts", List.of(host("a", "1"), host("b", "2")));
    assertThat(sent(stored, host("b", MASK), host("a", MASK)))
        .isEqualTo(List.of(host("b", "2"), host("a", "1")));
    assertThat(sent(stored, host("b", MASK))).isEqualTo(List.of(host("b", "2")));
    assertThat(sent(stored, host("a", MASK), host("new", MASK)))
        .isEqualTo(List.of(host("a", "1"), host("new", "2")));
  }

  @Test
  void aMaskWithNothingBehindItStaysAndIsFound() {
    Map<String, Object> twins = Map.of("hosts", List.of(host("a", "1"), host("a", "2")));
    assertThat(SecretNames.holds(sent(twins, host("a", MASK)), MASK))
        .as("either of two could be meant")
        .isTrue();
    Map<String, Object> renamed =
        SecretNames.unmasked(Map.of("tokens", MASK), Map.of("token", "x"), MASK);
    assertThat(SecretNames.holds(renamed, MASK)).isTrue();
    assertThat(SecretNames.holds(Map.of("a", List.of("b", Map.of("c", 1))), MASK)).isFalse();
  }

  @Test
  void everythingBelowASecretNameIsSecret() {
    assertThat(
            SecretNames.secrets(
                Map.of(
                    "keyfile_dict", Map.of("project", List.of("p1", Map.of("id", 12345))),
                    "region", "eu",
                    "headers", Map.of("Authorization", "Bearer x"))))
        .containsExactlyInAnyOrder("p1", "12345", "Bearer x");
  }

  private static Map<String, Object> host(String name, String password) {
    return Map.of("name", name, "password", password);
  }

  private static Object sent(Map<String, Object> stored, Object... hosts) {
    return SecretNames.unmasked(Map.of("hosts", List.of(hosts)), stored, MASK)
        .getOrDefault("hosts", "");
  }
}
