package io.orchestrator.web.execution;

import io.orchestrator.execution.http.Wire;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;

/** Reads bodies of bounded size. */
final class RequestBodies {
  private static final Logger LOG = LoggerFactory.getLogger(RequestBodies.class);

  private RequestBodies() {}

  static <T> T read(HttpServletRequest request, int longest, Class<T> type) throws IOException {
    if (request.getContentLengthLong() > longest) {
      throw tooLong(longest);
    }
    byte[] body = request.getInputStream().readNBytes(longest + 1);
    if (body.length > longest) {
      throw tooLong(longest);
    }
    try {
      return Wire.read(body, type);
    } catch (JacksonException e) {
      LOG.warn("A body is no {}", type.getSimpleName(), e);
      throw new RefusedCall(
          HttpStatus.BAD_REQUEST,
          "bad_body",
          "The body is not what this call carries; is the worker of another version?");
    }
  }

  private static RefusedCall tooLong(int longest) {
    return new RefusedCall(
        HttpStatus.CONTENT_TOO_LARGE,
        "body_too_large",
        "The body is larger than " + longest + " bytes. Nothing was changed.");
  }
}
