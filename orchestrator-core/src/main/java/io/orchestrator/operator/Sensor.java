package io.orchestrator.operator;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Waits for a condition. Its worker is free between pokes (state up_for_reschedule). How long and
 * how often it waits is said by the task, in a DAG.
 *
 * @param <T> type of the value that comes with success
 */
public interface Sensor<T> {
  Poll<T> poke(TaskContext context) throws Exception;

  /** Wait between two pokes of a task that says none itself. */
  default Duration pokeInterval() {
    return Duration.ofSeconds(60);
  }

  /** As {@link Operator#templates}. */
  default Map<String, String> templates() {
    return Map.of();
  }

  /** As {@link Operator#inputs}. */
  default List<Arg<?>> inputs() {
    return List.of();
  }

  /** As {@link Operator#problems}. */
  default List<OperatorProblem> problems() {
    return List.of();
  }

  default String operatorName() {
    return getClass().getSimpleName();
  }
}
