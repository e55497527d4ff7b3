package io.orchestrator.store;

/** A row is locked by another transaction for longer than the caller waits. Nothing was changed. */
public final class StoreBusyException extends StoreUnavailableException {
  private static final long serialVersionUID = 1L;

  public StoreBusyException(String message, Throwable cause) {
    super(message, cause);
  }
}
