package io.orchestrator.administration;

import java.util.List;
import java.util.stream.Stream;

/** A thing that admins manage, known by its name. */
public interface Managed {
  Kind kind();

  /** Unique among its kind. */
  String name();

  /** Everything that is wrong with it; empty when it may be stored. */
  List<Problem> problems();

  /**
   * Does nothing to a value that may be stored.
   *
   * @throws InvalidValueException with all problems
   */
  default void require() {
    require(List.of());
  }

  /**
   * The same for a value of which some parts could not be read.
   *
   * @param unread what is wrong with those
   * @throws InvalidValueException with these and all other problems
   */
  default void require(List<Problem> unread) {
    List<Problem> problems = Stream.concat(unread.stream(), problems().stream()).toList();
    if (!problems.isEmpty()) {
      throw new InvalidValueException(problems);
    }
  }
}
