package io.orchestrator.operator;

/** What a task does. Lambdas of the DSL and operators both end as one of these. */
@FunctionalInterface
public interface TaskBody {
  /**
   * Runs once per attempt (once per poke for sensors). An exception is a retryable failure, except
   * {@link TaskSkippedException} (skip) and {@link TaskFailedException} (failure without retry).
   */
  TaskOutcome run(TaskContext context) throws Exception;

  /** Called once when the attempt is ended from outside; must return quickly. */
  default void onKill(TaskContext context) {}
}
