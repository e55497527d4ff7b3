package io.orchestrator.web.ui.error;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Addresses that nobody answers: a page for people, a problem for workers. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnknownAddress {
  private final UiErrors errors;

  UnknownAddress(UiErrors errors) {
    this.errors = errors;
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.NOT_FOUND)
  Object unknown(NoResourceFoundException e, HttpServletRequest request, Model model) {
    String path = request.getRequestURI();
    if (path.startsWith("/execution/")) {
      return ResponseEntity.of(
              ProblemDetail.forStatusAndDetail(
                  HttpStatus.NOT_FOUND, "There is no route " + path + "."))
          .build();
    }
    return errors
        .page(
            request,
            model,
            new ErrorView.Said(
                "404", path, "There is no page " + path + ".", "Nothing was ever at this address."))
        .with(List.of(), MissingViews.ALL);
  }
}
