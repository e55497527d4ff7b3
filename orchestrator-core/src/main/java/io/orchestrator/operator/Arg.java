package io.orchestrator.operator;

import java.io.Serializable;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that is known only when a task runs: the result of another task, the run's params, or
 * something picked out of them. Using it as an input orders the using task behind its source.
 *
 * @param <T> type of the value
 */
public interface Arg<T> {
  /**
   * The value for this attempt.
   *
   * @param wanted type the user expects; a type the source declared itself is more exact and wins
   * @return null when the source stored none, for instance because it was skipped
   * @throws TaskFailedException when the stored value does not fit the type
   */
  @Nullable T resolve(TaskContext context, Type wanted);

  /** The value for this attempt, in the type the source declared or as plain JSON values. */
  default @Nullable T resolve(TaskContext context) {
    return resolve(context, Object.class);
  }

  /** Ids of the tasks the value comes from. */
  List<String> taskIds();

  /** A part of the value, taken out on the worker when the using task runs. */
  <R> Arg<R> pick(Pick<? super T, ? extends R> part);

  /**
   * Takes a part out of a value.
   *
   * @param <A> type of the whole
   * @param <R> type of the part
   */
  @FunctionalInterface
  interface Pick<A, R> extends Serializable {
    R from(A whole) throws Exception;
  }
}
