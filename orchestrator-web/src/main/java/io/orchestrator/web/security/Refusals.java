package io.orchestrator.web.security;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Refusals of requests before anybody has looked at their bodies. */
final class Refusals {
  private Refusals() {}

  /** Answers and closes the connection; what is still to come on it is not waited for. */
  static void close(
      ServletRequest request, HttpServletResponse response, int status, String code, String detail)
      throws IOException {
    response.setHeader("Connection", "close");
    ApiErrors.write(response, status, code, detail);
    UnreadBodies.leave(request);
  }
}
