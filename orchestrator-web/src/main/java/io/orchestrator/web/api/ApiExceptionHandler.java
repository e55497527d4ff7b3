package io.orchestrator.web.api;

import io.orchestrator.administration.InvalidValueException;
import io.orchestrator.scheduler.TriggerRate;
import io.orchestrator.store.BadListException;
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
import org.springframework.http.HttpHeaders;
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
  ResponseEntity<Map<String, Object>> badList(
      BadListException problem, HttpServletRequest request) {
    return answer(
        Refusal.of(HttpStatus.BAD_REQUEST, "bad_parameter", String.valueOf(problem.getMessage())),
        request);
  }

  /** Whatever else a value was refused with; what it says may name parts of the server. */
  @ExceptionHandler
  ResponseEntity<Map<String, Object>> odd(
      IllegalArgumentException problem, HttpServletRequest request) {
    LOG.warn("{} {} was refused", request.getMethod(), request.getRequestURI(), problem);
    return answer(
        Refusal.of(
            HttpStatus.BAD_REQUEST,
            "bad_parameter",
            "A value in this request is not one of those allowed."),
        request);
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> tooMany(TooManyTriggers refusal, HttpServletRequest request) {
    Refusal answer =
        Refusal.of(
                HttpStatus.TOO_MANY_REQUESTS,
                "too_many_triggers",
                String.valueOf(refusal.getMessage()))
            .withHint("Repeating a trigger with the same dag_run_id is safe.");
    return ResponseEntity.status(answer.status())
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(TriggerRate.seconds(refusal.pause())))
        .contentType(MediaType.APPLICATION_JSON)
        .body(answer.body(request.getRequestURI()));
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
