package io.orchestrator.operator;

import org.jspecify.annotations.Nullable;

/** Does nothing: a place where edges meet. The planner ends it without a worker. */
public final class EmptyOperator implements Operator<Void> {
  @Override
  public @Nullable Void execute(TaskContext context) {
    return null;
  }
}
