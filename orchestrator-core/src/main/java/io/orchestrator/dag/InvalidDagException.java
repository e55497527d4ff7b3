package io.orchestrator.dag;

import io.orchestrator.model.DagProblem;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A definition that makes no valid DAG, with everything that is wrong with it. */
public final class InvalidDagException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String dagId;
  private final transient List<DagProblem> problems;

  public InvalidDagException(String dagId, List<DagProblem> problems) {
    this(dagId, problems, null);
  }

  /**
   * @param cause what ended the definition early, so that there may be further problems
   */
  InvalidDagException(String dagId, List<DagProblem> problems, @Nullable Throwable cause) {
    super(problems.stream().map(p -> p.render("")).collect(Collectors.joining("\n\n")), cause);
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
