package io.orchestrator.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.ExceptionHandlingConfigurer;
import org.springframework.security.core.AuthenticationException;

/** Refusals in the API's own words and shape. */
final class ApiErrors {
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
    write(
        response,
        401,
        "not_authenticated",
        "No valid token came with this request. Get one from POST /auth/token and send it as"
            + " Authorization: Bearer.");
  }

  static void forbidden(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
      throws IOException {
    write(
        response,
        403,
        "not_allowed",
        "Your role does not allow this. An administrator can give you another role.");
  }

  static void write(HttpServletResponse response, int status, String code, String detail)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response
        .getWriter()
        .write("{\"status\":%d,\"code\":\"%s\",\"detail\":\"%s\"}".formatted(status, code, detail));
  }
}
