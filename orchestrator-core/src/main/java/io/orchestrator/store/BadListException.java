package io.orchestrator.store;

/** A list was asked for that cannot be: its message says what is allowed. Nothing was read. */
public final class BadListException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public BadListException(String message) {
    super(message);
  }
}
