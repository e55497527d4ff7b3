package io.orchestrator.execution.http;

/** The server understood the call and refused it; repeating the same call changes nothing. */
public final class CallRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;

  public CallRefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The HTTP status, 400 to 499. */
  public int status() {
    return status;
  }
}
