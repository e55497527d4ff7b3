package io.orchestrator.store;

/**
 * The store does not take what it was given: it breaks a check or cannot be written at all. Nothing
 * was changed, and the same again is refused again.
 */
public final class StoreRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
