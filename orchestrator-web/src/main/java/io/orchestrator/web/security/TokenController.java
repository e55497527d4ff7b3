package io.orchestrator.web.security;

import io.orchestrator.administration.User;
import io.orchestrator.store.Administration;
import io.orchestrator.store.ManagedStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Airflow's {@code POST /auth/token}: name and password for a bearer token. One for command lines
 * lives shorter: it lies about in the files and shells of those who use them.
 */
@RestController
final class TokenController {
  private final ManagedStore<User> users;
  private final PasswordEncoder passwords;
  private final ApiTokens tokens;
  private final InstantSource clock;
  private final String decoy;

  TokenController(
      Administration administration,
      PasswordEncoder passwords,
      ApiTokens tokens,
      InstantSource clock) {
    this.users = administration.users();
    this.passwords = passwords;
    this.tokens = tokens;
    this.clock = clock;
    this.decoy = java.util.Objects.requireNonNull(passwords.encode("decoy"));
  }

  /** The body of the request; both parts are needed. */
  record Login(@Nullable String username, @Nullable String password) {}

  @PostMapping(path = "/auth/token", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Map<String, String>> byJson(@RequestBody Login login) {
    return answer(login, tokens.lifetime());
  }

  @PostMapping(path = "/auth/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<Map<String, String>> byForm(Login login) {
    return answer(login, tokens.lifetime());
  }

  @PostMapping(path = "/auth/token/cli", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Map<String, String>> cliByJson(@RequestBody Login login) {
    return answer(login, tokens.cliLifetime());
  }

  @PostMapping(path = "/auth/token/cli", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<Map<String, String>> cliByForm(Login login) {
    return answer(login, tokens.cliLifetime());
  }

  private ResponseEntity<Map<String, String>> answer(Login login, Duration lifetime) {
    if (login.username() == null || login.password() == null) {
      return ResponseEntity.badRequest()
          .body(Map.of("detail", "username and password are both needed."));
    }
    var user = users.find(login.username());
    // An unknown name costs as much time as a wrong password, so that names cannot be guessed.
    boolean right = passwords.matches(login.password(), user.map(User::passwordHash).orElse(decoy));
    if (user.isEmpty() || !right) {
      return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
          .body(Map.of("detail", "Wrong username or password."));
    }
    Instant now = clock.instant();
    String token = tokens.issue(user.get().username(), user.get().role(), now, now.plus(lifetime));
    return ResponseEntity.status(HttpStatus.CREATED).body(Map.of("access_token", token));
  }
}
