package io.orchestrator.web.execution;

import io.orchestrator.execution.AttemptGoneException;
import io.orchestrator.execution.http.Wire;
import io.orchestrator.store.StoreUnavailableException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;

/** Refusals and failures as problem details. A worker repeats a call that was answered with 5xx. */
@RestControllerAdvice(assignableTypes = {ExecutionController.class, StreamController.class})
class ExecutionErrors {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutionErrors.class);

  @ExceptionHandler
  ResponseEntity<byte[]> refused(RefusedCall refused) {
    return problem(refused.status(), refused.code(), String.valueOf(refused.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<byte[]> gone(AttemptGoneException gone) {
    return problem(HttpStatus.GONE, "attempt_gone", String.valueOf(gone.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<byte[]> incomplete(MissingRequestValueException missing) {
    LOG.debug("A worker's call is incomplete", missing);
    return problem(
        HttpStatus.BAD_REQUEST,
        "incomplete",
        "The call lacks a parameter, or the header " + Wire.ATTEMPT_HEADER + ".");
  }

  @ExceptionHandler
  ResponseEntity<byte[]> unavailable(StoreUnavailableException unavailable) {
    LOG.warn("A worker's call was not answered: {}", unavailable.getMessage());
    return problem(
        HttpStatus.SERVICE_UNAVAILABLE,
        "store_unavailable",
        "The database does not answer; the outcome is unknown. Repeat the call.");
  }

  @ExceptionHandler
  ResponseEntity<byte[]> late(AsyncRequestTimeoutException timeout) {
    return problem(
        HttpStatus.SERVICE_UNAVAILABLE,
        "not_in_time",
        "The answer was not ready in time; the outcome is unknown. Repeat the call.");
  }

  @ExceptionHandler
  ResponseEntity<byte[]> failed(Exception failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof StoreUnavailableException unavailable) {
      return unavailable(unavailable);
    }
    LOG.error("A worker's call failed", cause);
    return problem(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "failed",
        "The call failed on the server; its log says why. Repeat the call.");
  }

  private static ResponseEntity<byte[]> problem(HttpStatus status, String code, String detail) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(Wire.write(new Wire.Problem(status.value(), code, detail)));
  }
}
