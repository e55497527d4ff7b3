package io.orchestrator.web.api;

import io.orchestrator.administration.InvalidValueException;
import io.orchestrator.store.StoreRefusedException;
import io.orchestrator.store.StoreUnavailableException;
import io.orchestrator.web.refusal.Finding.Place;
import io.orchestrator.web.refusal.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Every refusal of the API as an error body that keeps Airflow's {@code detail}. */
@Order(Ordered.HIGHEST_PRECEDENCE + 1) // before Spring's own answers, which know no 422
@RestControllerAdvice(basePackageClasses = ApiExceptionHandler.class)
final class ApiExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ApiExceptionHandler.class);

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> refused(ApiException refusal, HttpServletRequest request) {
    return answer(refusal.refusal(), request);
  }

  /** One finding for each problem, at its field. */
  @ExceptionHandler
  ResponseEntity<Map<String, Object>> invalid(
      InvalidValueException refusal, HttpServletRequest request) {
    return answer(
        Refusal.invalid(
            refusal.problems().stream()
                .map(p -> Place.BODY.refuses(p.field(), p.toString()))
                .toList()),
        request);
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> badSort(
      IllegalArgumentException problem, HttpServletRequest request) {
    String detail = problem.getMessage() == null ? "Bad parameter." : problem.getMessage();
    return answer(Refusal.of(HttpStatus.BAD_REQUEST, "bad_parameter", detail), request);
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> noStore(
      StoreUnavailableException problem, HttpServletRequest request) {
    LOG.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), problem.getMessage());
    return answer(
        Refusal.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "store_unavailable",
                "The database does not answer. Nothing acknowledged is lost.")
            .withHint(
                "Try again in a few seconds; repeating a trigger with the same dag_run_id is"
                    + " safe."),
        request);
  }

  /** What the database said may have parts of rows in it; it is for the log. */
  @ExceptionHandler
  ResponseEntity<Map<String, Object>> notStored(
      StoreRefusedException problem, HttpServletRequest request) {
    LOG.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), problem.getMessage());
    Place place = request.getMethod().equals("GET") ? Place.QUERY : Place.BODY;
    return answer(
        Refusal.invalid(
            place.finding(
                "value_error",
                "The database does not take this: it has a part that cannot be stored, or breaks a"
                    + " rule. Nothing was changed.")),
        request);
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> failed(RuntimeException fault, HttpServletRequest request) {
    LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), fault);
    return answer(
        Refusal.of(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "internal_error",
            "The server failed; its log says why. The fault is ours."),
        request);
  }

  private static ResponseEntity<Map<String, Object>> answer(
      Refusal refusal, HttpServletRequest request) {
    return ResponseEntity.status(refusal.status())
        .contentType(MediaType.APPLICATION_JSON)
        .body(refusal.body(request.getRequestURI()));
  }
}
