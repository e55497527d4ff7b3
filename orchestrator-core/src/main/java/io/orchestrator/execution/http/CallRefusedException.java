package io.orchestrator.execution.http;

/** The server understood the call and refused it; repeating the same call changes nothing. */
public final class CallRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private final int status;

  public CallRefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  /**
   * Whether the caller's secret is what was refused: people may correct that while the worker keeps
   * trying.
   */
  public boolean mayPass() {
    return status == UNAUTHORIZED || status == FORBIDDEN;
  }

  /** The HTTP status, 400 to 499. */
  public int status() {
    return status;
  }
}
