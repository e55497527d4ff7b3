package io.orchestrator.testing;

import io.orchestrator.operator.TaskContext;
import org.jspecify.annotations.Nullable;

/** Stands in for the code of a task. */
@FunctionalInterface
public interface Stub {
  /**
   * Answers what the task would: its result; for a branch what it chose ({@code true}, a label,
   * task ids); for a sensor a {@link io.orchestrator.operator.Poll}; or a whole outcome.
   */
  @Nullable Object answer(TaskContext context) throws Exception;
}
