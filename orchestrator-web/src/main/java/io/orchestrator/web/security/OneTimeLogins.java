package io.orchestrator.web.security;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Login links that work once: the one in the start banner. Kept in memory only. */
public final class OneTimeLogins {
  private static final int BYTES = 24;
  private final SecureRandom random = new SecureRandom();
  private final ConcurrentHashMap<String, String> open = new ConcurrentHashMap<>();

  /** A fresh token that logs {@code username} in, once. */
  public String issue(String username) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    open.put(token, username);
    return token;
  }

  /** Uses the token up. Empty when it is unknown or was used before. */
  Optional<String> redeem(String token) {
    return Optional.ofNullable(open.remove(token));
  }
}
