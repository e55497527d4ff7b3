package io.orchestrator.testing;

/**
 * A tested run waits for something that cannot happen; the message says what every task waits for.
 */
public final class StuckRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StuckRunException(DagTestRuns runs) {
    super(
        "The run cannot go on: nothing is ready, and no time will change that. What each task waits"
            + " for:\n"
            + runs.table());
  }
}
