package io.orchestrator.operator;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Waits for a condition. Its worker is free between pokes (state up_for_reschedule).
 *
 * @param <T> type of the value that comes with success
 */
public interface Sensor<T> {
  Poll<T> poke(TaskContext context) throws Exception;

  /** Wait between pokes. */
  default Duration pokeInterval() {
    return Duration.ofSeconds(60);
  }

  /** Total wait after which the task fails without a further try. */
  default Duration timeout() {
    return Duration.ofDays(7);
  }

  /** Whether a time-out skips the task instead of failing it. */
  default boolean softFail() {
    return false;
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
