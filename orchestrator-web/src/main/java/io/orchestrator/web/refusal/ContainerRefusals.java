package io.orchestrator.web.refusal;

import java.io.IOException;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * What the container refuses itself, such as an address that cannot be decoded: in the API's shape
 * in place of its page. Tomcat makes it, by its name.
 */
public final class ContainerRefusals extends ErrorReportValve {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerRefusals.class);

  @Override
  protected void report(Request request, Response response, @Nullable Throwable throwable) {
    boolean refused = response.getStatus() >= 400 && response.getContentWritten() == 0;
    if (!refused || !response.setErrorReported()) {
      return;
    }
    HttpStatus status =
        Optional.ofNullable(HttpStatus.resolve(response.getStatus()))
            .orElse(HttpStatus.BAD_REQUEST);
    try {
      String path = Optional.ofNullable(request.getRequestURI()).orElse("");
      unreadable(status).write(path, response.getResponse());
      response.finishResponse();
    } catch (IOException | IllegalStateException e) {
      LOG.debug("Nobody heard a refusal with {}", status, e);
    }
  }

  static Refusal unreadable(HttpStatus status) {
    return Refusal.of(
        status,
        "unreadable_request",
        status.is5xxServerError()
            ? "The server failed; its log says why."
            : "The address or the head of the request cannot be read. Nothing was changed. Escape"
                + " what an address cannot hold; a slash within a name it cannot hold at all.");
  }
}
