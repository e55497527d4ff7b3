package io.orchestrator.web.security;

import io.orchestrator.store.UserStore;
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

/** Airflow's {@code POST /auth/token}: name and password for a bearer token. */
@RestController
final class TokenController {
  private final UserStore users;
  private final PasswordEncoder passwords;
  private final ApiTokens tokens;
  private final InstantSource clock;
  private final String decoy;

  TokenController(
      UserStore users, PasswordEncoder passwords, ApiTokens tokens, InstantSource clock) {
    this.users = users;
    this.passwords = passwords;
    this.tokens = tokens;
    this.clock = clock;
    this.decoy = java.util.Objects.requireNonNull(passwords.encode("decoy"));
  }

  /** The body of the request; both parts are needed. */
  record Login(@Nullable String username, @Nullable String password) {}

  @PostMapping(
      path = {"/auth/token", "/auth/token/cli"},
      consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Map<String, String>> byJson(@RequestBody Login login) {
    return answer(login);
  }

  @PostMapping(
      path = {"/auth/token", "/auth/token/cli"},
      consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<Map<String, String>> byForm(Login login) {
    return answer(login);
  }

  private ResponseEntity<Map<String, String>> answer(Login login) {
    if (login.username() == null || login.password() == null) {
      return ResponseEntity.badRequest()
          .body(Map.of("detail", "username and password are both needed."));
    }
    var user = users.find(login.username());
    // An unknown name costs as much time as a wrong password, so that names cannot be guessed.
    boolean right =
        passwords.matches(login.password(), user.map(UserStore.User::passwordHash).orElse(decoy));
    if (user.isEmpty() || !right) {
      return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
          .body(Map.of("detail", "Wrong username or password."));
    }
    String token = tokens.issue(user.get().username(), user.get().role(), clock.instant());
    return ResponseEntity.status(HttpStatus.CREATED).body(Map.of("access_token", token));
  }
}
