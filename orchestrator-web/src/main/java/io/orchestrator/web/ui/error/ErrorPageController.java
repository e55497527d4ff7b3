package io.orchestrator.web.ui.error;

import io.orchestrator.web.refusal.ProgramPaths;
import io.orchestrator.web.refusal.Refusal;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** What no controller answered: unknown addresses, missing rights, faults before a controller. */
@Controller
@RequestMapping("${server.error.path:/error}")
final class ErrorPageController implements ErrorController {
  private final UiErrors errors;

  ErrorPageController(UiErrors errors) {
    this.errors = errors;
  }

  @RequestMapping(produces = MediaType.TEXT_HTML_VALUE)
  @Nullable Object page(HttpServletRequest request, HttpServletResponse response, Model model)
      throws IOException {
    HttpStatus status = status(request);
    if (ProgramPaths.has(crumb(request))) {
      refuse(request, response);
      return null;
    }
    response.setStatus(status.value());
    return errors
        .page(
            request,
            model,
            new ErrorView.Said(
                String.valueOf(status.value()),
                crumb(request),
                title(status, crumb(request)),
                lede(status)))
        .with(List.of(), MissingViews.ALL);
  }

  @RequestMapping
  void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
    HttpStatus status = status(request);
    Refusal.of(status, "refused", status.getReasonPhrase() + ".").write(crumb(request), response);
  }

  private static HttpStatus status(HttpServletRequest request) {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
    return status == null ? HttpStatus.NOT_FOUND : status;
  }

  private static String crumb(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
        ? uri
        : "Error";
  }

  private static String title(HttpStatus status, String path) {
    if (status == HttpStatus.FORBIDDEN) {
      return "You may not do this.";
    }
    if (status == HttpStatus.NOT_FOUND) {
      return "There is no page " + path + ".";
    }
    return status.is5xxServerError()
        ? "This page could not be made."
        : status.getReasonPhrase() + ".";
  }

  private static String lede(HttpStatus status) {
    if (status == HttpStatus.FORBIDDEN) {
      return "Your role does not have the right, or this form is from before you signed in."
          + " An admin can change your role; a fresh page has a fresh form.";
    }
    if (status == HttpStatus.NOT_FOUND) {
      return "Nothing was ever at this address.";
    }
    return "Runs and schedules are not touched by it.";
  }
}
