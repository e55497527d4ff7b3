package io.orchestrator.operators.amazon;

/** An Athena query ended FAILED or CANCELLED. Retried while the task has tries left. */
public final class AthenaQueryFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  AthenaQueryFailedException(String queryId, String state, String reason) {
    super("Athena query " + queryId + " ended " + state + ": " + reason);
  }
}
