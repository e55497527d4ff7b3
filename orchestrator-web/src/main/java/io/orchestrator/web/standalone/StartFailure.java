package io.orchestrator.web.standalone;

/** A start that cannot go on: one sentence of cause, one thing to do. Printed without a trace. */
public final class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String remedy;

  public StartFailure(String cause, String remedy) {
    super(cause);
    this.remedy = remedy;
  }

  public StartFailure(String cause, String remedy, Throwable trace) {
    super(cause, trace);
    this.remedy = remedy;
  }

  public String remedy() {
    return remedy;
  }
}
