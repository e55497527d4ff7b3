package io.orchestrator.execution;

/**
 * The attempt was cleared, lost or ended by others while its code was running. Nothing it still
 * does counts, and nothing more is reported about it.
 */
public final class AttemptGoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AttemptGoneException(String what) {
    super(what + " was ended from outside; nothing it still does is kept");
  }
}
