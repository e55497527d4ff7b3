package io.orchestrator.store;

/** The store did not answer, or answered that it cannot now. The outcome may be unknown. */
public class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
