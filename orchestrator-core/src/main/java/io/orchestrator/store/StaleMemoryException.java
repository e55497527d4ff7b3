package io.orchestrator.store;

/** What was remembered is no longer so. Nothing of what was decided on it may be written. */
public final class StaleMemoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StaleMemoryException(String message) {
    super(message);
  }
}
