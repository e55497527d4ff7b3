package io.orchestrator.operator;

/** Ends the attempt as skipped. The message is the reason shown to people. */
public class TaskSkippedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TaskSkippedException(String message) {
    super(message);
  }

  public TaskSkippedException(String message, Throwable cause) {
    super(message, cause);
  }
}
