package io.orchestrator.localaws.athena.error;

/** A statement that is not in the language; it never becomes a query. */
public final class MalformedQueryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedQueryException(int line, int column, String message) {
    super("line " + line + ":" + column + ": " + message);
  }
}
