package io.orchestrator.web.security;

import io.orchestrator.web.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.ExceptionHandlingConfigurer;
import org.springframework.security.core.AuthenticationException;

/** Refusals in the API's own words and shape. */
final class ApiErrors {
  private static final Refusal UNAUTHORIZED =
      Refusal.of(
          HttpStatus.UNAUTHORIZED,
          "not_authenticated",
          "No valid token came with this request. Get one from POST /auth/token and send it as"
              + " Authorization: Bearer.");
  private static final Refusal FORBIDDEN =
      Refusal.of(
          HttpStatus.FORBIDDEN,
          "not_allowed",
          "Your role does not allow this. An administrator can give you another role.");

  private ApiErrors() {}

  static void handle(ExceptionHandlingConfigurer<HttpSecurity> handling) {
    handling
        .authenticationEntryPoint(ApiErrors::unauthorized)
        .accessDeniedHandler(ApiErrors::forbidden);
  }

  static void unauthorized(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException cause)
      throws IOException {
    response.setHeader("WWW-Authenticate", "Bearer");
    UNAUTHORIZED.write(request.getRequestURI(), response);
  }

  static void forbidden(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
      throws IOException {
    FORBIDDEN.write(request.getRequestURI(), response);
  }
}
