package io.orchestrator.administration;

import java.util.List;
import java.util.stream.Collectors;

/** A value breaks its rules; nothing was changed. */
public final class InvalidValueException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Problem> problems;

  /**
   * @param problems all there are, at least one
   */
  public InvalidValueException(List<Problem> problems) {
    super(
        problems.stream().map(Problem::toString).collect(Collectors.joining(" "))
            + " Nothing was changed.");
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
