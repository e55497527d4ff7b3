package io.orchestrator.model;

/**
 * Something stored cannot be read: written by a newer release, or by hand. Whoever meets it leaves
 * that one thing alone. The message is for people: what it is and what to do.
 */
public final class UnreadableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreadableException(String message) {
    super(message);
  }
}
