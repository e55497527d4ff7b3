package io.orchestrator.operator;

/** A task asked for a connection that nobody has created. */
public final class MissingConnectionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MissingConnectionException(String connectionId) {
    super(
        "Connection "
            + connectionId
            + " does not exist. Create it under Connections, or set ORCHESTRATOR_CONN_"
            + connectionId.toUpperCase(java.util.Locale.ROOT)
            + " for the workers.");
  }
}
