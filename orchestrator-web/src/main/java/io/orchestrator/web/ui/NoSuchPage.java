package io.orchestrator.web.ui;

/** A DAG, run or task of the address does not exist: answered with 404 and what is near. */
final class NoSuchPage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of thing is missing. */
  enum Kind {
    DAG,
    RUN,
    TASK,
    VERSION
  }

  private final Kind kind;
  private final String name;
  private final String dagId;

  NoSuchPage(Kind kind, String name, String dagId) {
    super("There is no " + kind + " " + name);
    this.kind = kind;
    this.name = name;
    this.dagId = dagId;
  }

  Kind kind() {
    return kind;
  }

  String name() {
    return name;
  }

  String dagId() {
    return dagId;
  }
}
