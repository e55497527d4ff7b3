package io.orchestrator.operators.standard;

/** An HTTP request was answered with an unexpected status. Retried if tries are left. */
public final class HttpFailedException extends Exception {
  private static final long serialVersionUID = 1L;
  private final int status;

  HttpFailedException(HttpCall.Answer answer) {
    super(answer.trouble());
    this.status = answer.status();
  }

  public int status() {
    return status;
  }
}
