package io.orchestrator.web.security;

import io.orchestrator.web.config.OrchestratorSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.web.context.SecurityContextRepository;

/** Who has proved who they are, as far as a request's headers tell. */
final class KnownCallers {
  private static final String SCHEME = "Bearer ";
  private final byte[] workersSecret;
  private final JwtDecoder tokens;
  private final SecurityContextRepository sessions;

  KnownCallers(
      OrchestratorSettings settings, JwtDecoder tokens, SecurityContextRepository sessions) {
    this.workersSecret = settings.execution().workerToken().getBytes(StandardCharsets.UTF_8);
    this.tokens = tokens;
    this.sessions = sessions;
  }

  /** Whether a worker's secret, a valid token or the session of a login comes with the request. */
  boolean known(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null || !header.startsWith(SCHEME)) {
      return sessions.containsContext(request);
    }
    String bearer = header.substring(SCHEME.length());
    return isWorkersSecret(bearer) || isToken(bearer);
  }

  /** An empty secret is nobody's. */
  private boolean isWorkersSecret(String given) {
    return workersSecret.length > 0
        && MessageDigest.isEqual(workersSecret, given.getBytes(StandardCharsets.UTF_8));
  }

  private boolean isToken(String given) {
    try {
      tokens.decode(given);
      return true;
    } catch (JwtException e) {
      return false;
    }
  }
}
