package io.orchestrator.web.cli;

/** A command that cannot do what it was asked: one sentence of cause, one thing to do. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int UNAVAILABLE = 503;
  private final String remedy;
  private final int status;

  CommandFailure(String cause, String remedy) {
    super(cause);
    this.remedy = remedy;
    this.status = 0;
  }

  CommandFailure(String cause, String remedy, Throwable trace) {
    super(cause, trace);
    this.remedy = remedy;
    this.status = 0;
  }

  private CommandFailure(int status, String cause, String remedy) {
    super(cause);
    this.remedy = remedy;
    this.status = status;
  }

  /** What a server refused, with its HTTP status. */
  static CommandFailure refused(int status, String cause, String remedy) {
    return new CommandFailure(status, cause, remedy);
  }

  /** Whether the same request may succeed a little later. */
  boolean passing() {
    return status == UNAVAILABLE;
  }

  /** What to do next; may be empty. */
  public String remedy() {
    return remedy;
  }
}
