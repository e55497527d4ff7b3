package io.orchestrator.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;

class RememberedTokensTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private final List<String> read = new ArrayList<>();
  private Instant now = NOON;
  private final JwtDecoder tokens = new RememberedTokens(this::read, time());

  private JwtTimestampValidator time() {
    JwtTimestampValidator validator = new JwtTimestampValidator(Duration.ZERO);
    InstantSource clock = () -> now;
    validator.setClock(clock.withZone(ZoneOffset.UTC));
    return validator;
  }

  private Jwt read(String token) {
    read.add(token);
    Instant end = NOON.plusSeconds(60);
    if (!token.startsWith("good") || !now.isBefore(end)) {
      throw new BadJwtException(token + " is refused");
    }
    return Jwt.withTokenValue(token)
        .header("alg", "HS256")
        .subject("anna of " + token)
        .issuedAt(NOON)
        .expiresAt(end)
        .build();
  }

  @Test
  void aTokenIsReadOnce() {
    assertThat(tokens.decode("good 1").getSubject()).isEqualTo("anna of good 1");
    assertThat(tokens.decode("good 2").getSubject()).isEqualTo("anna of good 2");
    assertThat(tokens.decode("good 1").getSubject()).isEqualTo("anna of good 1");
    assertThat(read).containsExactly("good 1", "good 2");
  }

  @Test
  void whatIsRefusedIsNotRemembered() {
    assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
    assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
    assertThat(read).containsExactly("forged", "forged");
  }

  @Test
  void aTokenWhoseTimeIsOverIsRefusedHoweverOftenItWasGood() {
    tokens.decode("good");
    now = NOON.plusSeconds(59);
    tokens.decode("good");
    assertThat(read).hasSize(1);
    now = NOON.plusSeconds(61);
    assertThatThrownBy(() -> tokens.decode("good"))
        .isInstanceOf(BadJwtException.class)
        .hasMessage("good is refused");
  }
}
