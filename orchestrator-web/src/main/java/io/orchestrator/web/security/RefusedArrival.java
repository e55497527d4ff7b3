package io.orchestrator.web.security;

import io.orchestrator.web.refusal.Refusal;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;

/** RefusedArrival of requests before anybody has looked at their bodies. */
final class RefusedArrival {
  private RefusedArrival() {}

  /** Answers and closes the connection; what is still to come on it is not waited for. */
  static void close(
      ServletRequest request, HttpServletResponse response, int status, String code, String detail)
      throws IOException {
    response.setHeader("Connection", "close");
    String path = request instanceof HttpServletRequest http ? http.getRequestURI() : "";
    Refusal.of(HttpStatus.valueOf(status), code, detail).write(path, response);
    UnreadBodies.leave(request);
  }
}
