package io.orchestrator.web.cli;

/** A command that cannot do what it was asked: one sentence of cause, one thing to do. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String remedy;

  CommandFailure(String cause, String remedy) {
    super(cause);
    this.remedy = remedy;
  }

  CommandFailure(String cause, String remedy, Throwable trace) {
    super(cause, trace);
    this.remedy = remedy;
  }

  /** What to do next; may be empty. */
  public String remedy() {
    return remedy;
  }
}
