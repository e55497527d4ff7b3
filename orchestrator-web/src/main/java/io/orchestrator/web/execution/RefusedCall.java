package io.orchestrator.web.execution;

import org.springframework.http.HttpStatus;

/** A call that cannot be answered: status, stable code and a sentence. */
final class RefusedCall extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final HttpStatus status;
  private final String code;

  RefusedCall(HttpStatus status, String code, String detail) {
    super(detail);
    this.status = status;
    this.code = code;
  }

  HttpStatus status() {
    return status;
  }

  String code() {
    return code;
  }
}
