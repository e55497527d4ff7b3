package io.orchestrator.web.api;

import io.orchestrator.administration.InvalidValueException;
import io.orchestrator.store.StoreRefusedException;
import io.orchestrator.store.StoreUnavailableException;
import io.orchestrator.web.api.ApiException.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Every refusal of the API as a problem body that keeps Airflow's {@code detail}. */
@Order(Ordered.HIGHEST_PRECEDENCE + 1) // before Spring's own answers, which know no 422
@RestControllerAdvice(basePackageClasses = ApiExceptionHandler.class)
final class ApiExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ApiExceptionHandler.class);

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> refused(ApiException refusal, HttpServletRequest request) {
    return answer(refusal.problem(), request);
  }

  /** One finding for each problem, at its field. */
  @ExceptionHandler
  ResponseEntity<Map<String, Object>> invalid(
      InvalidValueException refusal, HttpServletRequest request) {
    return answer(
        ApiException.unprocessable(String.valueOf(refusal.getMessage())).problem(),
        refusal.problems().stream().map(p -> finding(p.toString(), "body", p.field())).toList(),
        request);
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> badSort(
      IllegalArgumentException problem, HttpServletRequest request) {
    String detail = problem.getMessage() == null ? "Bad parameter." : problem.getMessage();
    return answer(
        new Problem(HttpStatus.BAD_REQUEST, "bad_parameter", detail, "", List.of()), request);
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> wrongType(
      MethodArgumentTypeMismatchException problem, HttpServletRequest request) {
    return answer(
        ApiException.unprocessable(problem.getName() + " has a value of the wrong type.").problem(),
        request);
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> unreadable(
      HttpMessageNotReadableException problem, HttpServletRequest request) {
    Throwable cause = problem.getMostSpecificCause();
    String words =
        cause.getMessage() == null ? "" : cause.getMessage().lines().findFirst().orElse("");
    return answer(
        ApiException.unprocessable("The body cannot be read: " + words).problem(), request);
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> noStore(
      StoreUnavailableException problem, HttpServletRequest request) {
    LOG.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), problem.getMessage());
    return answer(
        new Problem(
            HttpStatus.SERVICE_UNAVAILABLE,
            "store_unavailable",
            "The database does not answer. Nothing acknowledged is lost.",
            "Try again in a few seconds; repeating a trigger with the same dag_run_id is safe.",
            List.of()),
        request);
  }

  /** What the database said may have parts of rows in it; it is for the log. */
  @ExceptionHandler
  ResponseEntity<Map<String, Object>> notStored(
      StoreRefusedException problem, HttpServletRequest request) {
    LOG.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), problem.getMessage());
    return answer(
        ApiException.unprocessable(
                "The database does not take this: it has a part that cannot be stored, or breaks a"
                    + " rule. Nothing was changed.")
            .problem(),
        request);
  }

  private static ResponseEntity<Map<String, Object>> answer(
      Problem problem, HttpServletRequest request) {
    return answer(problem, detail(problem), request);
  }

  private static ResponseEntity<Map<String, Object>> answer(
      Problem problem, Object detail, HttpServletRequest request) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("title", problem.status().getReasonPhrase());
    body.put("status", problem.status().value());
    body.put("detail", detail);
    body.put("instance", request.getRequestURI());
    body.put("code", problem.code());
    body.put("hint", problem.hint());
    if (!problem.didYouMean().isEmpty()) {
      body.put("did_you_mean", problem.didYouMean());
    }
    return ResponseEntity.status(problem.status())
        .contentType(MediaType.APPLICATION_JSON)
        .body(body);
  }

  /** Airflow's clients expect a list of findings with a 422, and a string otherwise. */
  private static Object detail(Problem problem) {
    return problem.status() == HttpStatus.UNPROCESSABLE_CONTENT
        ? List.of(finding(problem.detail(), "body"))
        : problem.detail();
  }

  private static Map<String, Object> finding(String message, String... place) {
    return Map.of("loc", List.of(place), "msg", message, "type", "value_error");
  }
}
