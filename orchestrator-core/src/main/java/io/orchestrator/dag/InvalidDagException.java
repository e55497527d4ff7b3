package io.orchestrator.dag;

import java.util.List;
import java.util.stream.Collectors;

/** A definition that makes no valid DAG, with everything that is wrong with it. */
public final class InvalidDagException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String dagId;
  private final transient List<DagProblem> problems;

  public InvalidDagException(String dagId, List<DagProblem> problems) {
    super(problems.stream().map(p -> p.render("")).collect(Collectors.joining("\n\n")));
    this.dagId = dagId;
    this.problems = List.copyOf(problems);
  }

  public String dagId() {
    return dagId;
  }

  public List<DagProblem> problems() {
    return problems;
  }
}
