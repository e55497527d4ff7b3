package io.orchestrator.operator;

/** A task asked for a connection that nobody has created. */
public final class MissingConnectionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MissingConnectionException(String connectionId) {
    super(
        "Connection "
            + connectionId
            + " does not exist. Create it under Connections in the web UI, or with POST"
            + " /api/v2/connections, then run the task again.");
  }
}
