package io.orchestrator.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets inside a variable's JSON value. */
class VariableSecretsTest {
  private static final String DEEP =
      "{\"a\":1.50,\"db\":[{\"Pass-Word\":\"hunter2\",\"host\":\"h\"},{\"api_key\":{\"id\":12345}}]}";

  @Test
  void secretsAreMaskedAtAnyDepth() {
    assertThat(VariableSecrets.masked("settings", DEEP, "***"))
        .isEqualTo(
            "{\"a\":1.50,\"db\":[{\"Pass-Word\":\"***\",\"host\":\"h\"},{\"api_key\":\"***\"}]}");
    assertThat(VariableSecrets.of("settings", DEEP)).containsExactly("hunter2", "12345");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "{\"a\" :  1.10}",
        "[1, 2.0]",
        "{broken",
        "1e400",
        "\"password\"",
        "null",
        "{\"a\":null}"
      })
  void aValueWithoutSecretsIsShownAsItWasWritten(String value) {
    assertThat(VariableSecrets.masked("settings", value, "***")).isEqualTo(value);
    assertThat(VariableSecrets.of("settings", value)).isEmpty();
    assertThat(VariableSecrets.unmasked("settings", value, "old", "***")).isEqualTo(value);
  }

  @Test
  void theKeyMakesAllOfItSecret() {
    assertThat(VariableSecrets.masked("my_token", "{\"a\":1}", "***")).isEqualTo("***");
    assertThat(VariableSecrets.of("my_token", "{\"a\":1}")).containsExactly("{\"a\":1}");
  }

  @Test
  void whatCannotBeLookedIntoIsSecretAsAWhole() {
    String deep = "[".repeat(5_000) + "{\"password\":\"hunter2\"}" + "]".repeat(5_000);
    assertThat(VariableSecrets.masked("settings", deep, "***")).isEqualTo("***");
  }

  @Test
  void aMaskSentBackKeepsWhatIsStored() {
    String shown = VariableSecrets.masked("settings", DEEP, "***");
    assertThat(VariableSecrets.unmasked("settings", shown, DEEP, "***")).isEqualTo(DEEP);
    assertThat(VariableSecrets.unmasked("settings", shown.replace("1.50", "2"), DEEP, "***"))
        .contains("\"a\":2,", "hunter2", "12345")
        .doesNotContain("***");
    assertThat(VariableSecrets.holds("{\"password\":\"***\"}", "***")).isTrue();
    assertThat(VariableSecrets.holds("{\"stars\":\"***\"}", "***")).isFalse();
    assertThat(VariableSecrets.holds(shown, "•")).isFalse();
  }

  @Test
  void aLogHidesThem() {
    SecretMask mask = new SecretMask();
    mask.learnVariable("settings", DEEP);
    assertThat(mask.mask("pw hunter2, key 12345, host h")).isEqualTo("pw ***, key ***, host h");
  }
}
