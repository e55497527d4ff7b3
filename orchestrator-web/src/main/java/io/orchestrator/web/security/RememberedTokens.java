package io.orchestrator.web.security;

import java.util.Objects;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.util.ConcurrentLruCache;

/**
 * Reads a token once, not twice for each request: its signature stays good, and whether its time is
 * over is asked again each time. What is no token of ours is not remembered.
 */
final class RememberedTokens implements JwtDecoder {
  private static final int MOST = 1_000;
  private final JwtDecoder reader;
  private final OAuth2TokenValidator<Jwt> stillValid;
  private final ConcurrentLruCache<String, Jwt> known;

  /**
   * @param reader reads and checks a token that is not known
   * @param stillValid what may have changed since then
   */
  RememberedTokens(JwtDecoder reader, OAuth2TokenValidator<Jwt> stillValid) {
    this.reader = reader;
    this.stillValid = stillValid;
    this.known = new ConcurrentLruCache<>(MOST, reader::decode);
  }

  /**
   * @throws JwtException when it is no token of ours, or its time is over
   */
  @Override
  public Jwt decode(String token) {
    Jwt jwt = Objects.requireNonNull(known.get(token));
    if (stillValid.validate(jwt).hasErrors()) {
      known.remove(token);
      // Says what is wrong with it.
      return reader.decode(token);
    }
    return jwt;
  }
}
