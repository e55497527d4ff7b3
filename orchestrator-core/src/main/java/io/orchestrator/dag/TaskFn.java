package io.orchestrator.dag;

import io.orchestrator.operator.TaskContext;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of a task's code. They are serialisable so that the types they were compiled for can
 * be read; they are never serialised.
 */
public final class TaskFn {
  private TaskFn() {}

  /** One input, a result. */
  @FunctionalInterface
  public interface One<A, T> extends Serializable {
    @Nullable T run(TaskContext context, A input) throws Exception;
  }

  /** Two inputs, a result. */
  @FunctionalInterface
  public interface Two<A, B, T> extends Serializable {
    @Nullable T run(TaskContext context, A first, B second) throws Exception;
  }

  /** No input, no result. */
  @FunctionalInterface
  public interface Action extends Serializable {
    void run(TaskContext context) throws Exception;
  }

  /** One input, no result. */
  @FunctionalInterface
  public interface ActionOne<A> extends Serializable {
    void run(TaskContext context, A input) throws Exception;
  }

  /** Two inputs, no result. */
  @FunctionalInterface
  public interface ActionTwo<A, B> extends Serializable {
    void run(TaskContext context, A first, B second) throws Exception;
  }

  /** A question about an input. */
  @FunctionalInterface
  public interface Condition<A> extends Serializable {
    boolean test(A input) throws Exception;
  }
}
