package io.orchestrator.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in who knows the workers' shared secret. An empty secret lets nobody in. */
final class WorkerTokenFilter extends OncePerRequestFilter {
  static final String ROLE = "WORKER";
  private static final String SCHEME = "Bearer ";
  private final byte[] secret;

  WorkerTokenFilter(String secret) {
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String header = request.getHeader("Authorization");
    if (header != null && header.startsWith(SCHEME) && matches(header.substring(SCHEME.length()))) {
      var context = SecurityContextHolder.createEmptyContext();
      context.setAuthentication(
          UsernamePasswordAuthenticationToken.authenticated(
              "worker", "", AuthorityUtils.createAuthorityList("ROLE_" + ROLE)));
      SecurityContextHolder.setContext(context);
    }
    chain.doFilter(request, response);
  }

  private boolean matches(String given) {
    return secret.length > 0
        && MessageDigest.isEqual(secret, given.getBytes(StandardCharsets.UTF_8));
  }
}
