package io.orchestrator.web.security;

import io.orchestrator.administration.User;
import io.orchestrator.store.StoreUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Airflow's {@code POST /auth/token}: name and password for a bearer token. One for command lines
 * lives shorter: it lies about in the files and shells of those who use them.
 */
@RestController
final class TokenController {
  private static final String TOO_LONG =
      "A password has at most " + LimitedPasswords.MOST_BYTES + " bytes; this one is longer.";
  private final Logins logins;
  private final ApiTokens tokens;
  private final InstantSource clock;

  TokenController(Logins logins, ApiTokens tokens, InstantSource clock) {
    this.logins = logins;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** The body of the request; both parts are needed. */
  record Login(@Nullable String username, @Nullable String password) {}

  @PostMapping(path = "/auth/token", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Map<String, String>> byJson(@RequestBody Login login, HttpServletRequest request) {
    return answer(login, request, tokens.lifetime());
  }

  @PostMapping(path = "/auth/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<Map<String, String>> byForm(Login login, HttpServletRequest request) {
    return answer(login, request, tokens.lifetime());
  }

  @PostMapping(path = "/auth/token/cli", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Map<String, String>> cliByJson(
      @RequestBody Login login, HttpServletRequest request) {
    return answer(login, request, tokens.cliLifetime());
  }

  @PostMapping(path = "/auth/token/cli", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  ResponseEntity<Map<String, String>> cliByForm(Login login, HttpServletRequest request) {
    return answer(login, request, tokens.cliLifetime());
  }

  private ResponseEntity<Map<String, String>> answer(
      Login login, HttpServletRequest request, Duration lifetime) {
    if (login.username() == null || login.password() == null) {
      return refusal(HttpStatus.BAD_REQUEST, "username and password are both needed.");
    }
    Logins.Outcome outcome =
        logins.tryOne(login.username(), login.password(), request.getRemoteAddr());
    if (outcome instanceof Logins.LoggedIn in) {
      return ResponseEntity.status(HttpStatus.CREATED)
          .body(Map.of("access_token", token(in.user(), lifetime)));
    }
    if (outcome instanceof Logins.Later later) {
      return later(later.pause());
    }
    return outcome instanceof Logins.TooLong
        ? refusal(HttpStatus.BAD_REQUEST, TOO_LONG)
        : refusal(HttpStatus.UNAUTHORIZED, "Wrong username or password.");
  }

  private String token(User user, Duration lifetime) {
    Instant now = clock.instant();
    return tokens.issue(user.username(), user.role(), now, now.plus(lifetime));
  }

  @ExceptionHandler
  ResponseEntity<Map<String, String>> away(StoreUnavailableException unavailable) {
    return refusal(
        HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer; nobody can log in now.");
  }

  private static ResponseEntity<Map<String, String>> later(Duration pause) {
    long seconds = pause.toSeconds() + 1;
    return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
        .header("Retry-After", Long.toString(seconds))
        .body(
            Map.of(
                "detail",
                "Too many wrong passwords for this name or from this address. Try again in %d s."
                    .formatted(seconds)));
  }

  private static ResponseEntity<Map<String, String>> refusal(HttpStatus status, String detail) {
    return ResponseEntity.status(status).body(Map.of("detail", detail));
  }
}
