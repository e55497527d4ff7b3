package io.orchestrator.web.security;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import io.orchestrator.administration.User.Role;
import io.orchestrator.web.config.OrchestratorSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Issues and reads the API's bearer tokens: signed, with user, role and an end. */
public final class ApiTokens {
  private static final int SHORTEST_KEY = 32;
  private static final String ROLE = "role";

  /** As Airflow has it. */
  private static final Duration CLI_LIFETIME = Duration.ofHours(1);

  private final SecretKey key;
  private final JwtEncoder encoder;
  private final Duration lifetime;

  ApiTokens(OrchestratorSettings.Security settings) {
    byte[] secret = settings.secretKey().getBytes(StandardCharsets.UTF_8);
    if (secret.length < SHORTEST_KEY) {
      throw new IllegalStateException(
          "orchestrator.security.secret-key is missing or shorter than 32 characters. The server"
              + " does not start. Set ORCHESTRATOR__SECURITY__SECRET_KEY to a random value.");
    }
    this.key = new SecretKeySpec(secret, "HmacSHA256");
    this.encoder = new NimbusJwtEncoder(new ImmutableSecret<>(key));
    this.lifetime = settings.tokenLifetime();
  }

  Duration lifetime() {
    return lifetime;
  }

  Duration cliLifetime() {
    return lifetime.compareTo(CLI_LIFETIME) < 0 ? lifetime : CLI_LIFETIME;
  }

  /** A token for a user, valid from {@code now}. */
  String issue(String username, Role role, Instant now, Instant end) {
    JwtClaimsSet claims =
        JwtClaimsSet.builder()
            .issuer("orchestrator")
            .subject(username)
            .claim(ROLE, role.name())
            .issuedAt(now)
            .expiresAt(end)
            .build();
    JwsHeader header = JwsHeader.with(MacAlgorithm.HS256).build();
    return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
  }

  JwtDecoder decoder() {
    return new RememberedTokens(
        NimbusJwtDecoder.withSecretKey(key).macAlgorithm(MacAlgorithm.HS256).build(),
        JwtValidators.createDefault());
  }

  static AbstractAuthenticationToken authentication(Jwt jwt) {
    String role = Objects.requireNonNull(jwt.getClaimAsString(ROLE));
    String user = Objects.requireNonNull(jwt.getSubject());
    return new JwtAuthenticationToken(jwt, StoredUsers.authorities(Role.valueOf(role)), user);
  }
}
