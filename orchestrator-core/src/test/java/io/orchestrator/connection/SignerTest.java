package io.orchestrator.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignerTest {
  private static final String SECRET = "a-secret-of-at-least-32-characters";
  private final Signer signer = new Signer("attempt", SECRET, 43);

  @Test
  void whatItSignedItRecognises() {
    String signature = signer.sign("text");
    assertThat(signature).hasSize(43);
    assertThat(signer.signed("text", signature)).isTrue();
    assertThat(signer.signed("text", signature.substring(1))).isFalse();
    assertThat(signer.signed("other", signature)).isFalse();
  }

  @Test
  void anotherPurposeOrSecretSignsOtherwise() {
    assertThat(new Signer("log", SECRET, 43).sign("text")).isNotEqualTo(signer.sign("text"));
    assertThat(new Signer("attempt", SECRET + "2", 43).sign("text"))
        .isNotEqualTo(signer.sign("text"));
  }

  @Test
  void aBriefSignatureIsTheBeginningOfTheWhole() {
    Signer brief = new Signer("attempt", SECRET, 22);
    assertThat(brief.sign("text")).hasSize(22).isSubstringOf(signer.sign("text"));
    assertThat(brief.signed("text", signer.sign("text"))).isFalse();
  }
}
