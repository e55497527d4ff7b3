package io.orchestrator.web.ui.parts;

/** A DAG, run or task of the address does not exist: answered with 404 and what is near. */
public final class NoSuchPage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of thing is missing. */
  public enum Kind {
    DAG,
    RUN,
    TASK,
    VERSION
  }

  private final Kind kind;
  private final String name;
  private final String dagId;

  public NoSuchPage(Kind kind, String name, String dagId) {
    super("There is no " + kind + " " + name);
    this.kind = kind;
    this.name = name;
    this.dagId = dagId;
  }

  public static NoSuchPage dag(String dagId) {
    return new NoSuchPage(Kind.DAG, dagId, dagId);
  }

  public static NoSuchPage run(String dagId, String runId) {
    return new NoSuchPage(Kind.RUN, runId, dagId);
  }

  public static NoSuchPage task(String taskId, String dagId) {
    return new NoSuchPage(Kind.TASK, taskId, dagId);
  }

  public Kind kind() {
    return kind;
  }

  public String name() {
    return name;
  }

  public String dagId() {
    return dagId;
  }
}
