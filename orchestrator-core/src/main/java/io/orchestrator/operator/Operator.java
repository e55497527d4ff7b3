package io.orchestrator.operator;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A reusable kind of task. One class, one method; everything it may touch comes with the context.
 *
 * @param <T> type of the result, stored as XCom {@code return_value}; {@link Void} for none
 */
public interface Operator<T> {
  /**
   * Does the work of one attempt.
   *
   * @throws TaskSkippedException to end as skipped
   * @throws TaskFailedException to fail without a further try
   * @throws Exception anything else fails the attempt, retried if tries are left
   */
  @Nullable T execute(TaskContext context) throws Exception;

  /**
   * Template field to its text. Rendered before {@link #execute}; the result is read with {@link
   * TaskContext#rendered} and shown on the task page. Names are checked when the DAG is defined.
   */
  default Map<String, String> templates() {
    return Map.of();
  }

  /** Values the operator resolves when it runs; each orders the task behind its sources. */
  default List<Arg<?>> inputs() {
    return List.of();
  }

  /**
   * What is wrong with the settings; the DAG is refused then. Report here instead of throwing, for
   * an exception ends the definition and hides what is wrong behind it.
   */
  default List<OperatorProblem> problems() {
    return List.of();
  }

  /** Ends what {@link #execute} started elsewhere (a query, a job). Must return quickly. */
  default void onKill(TaskContext context) {}

  /** Name shown to people. */
  default String operatorName() {
    return getClass().getSimpleName();
  }
}
