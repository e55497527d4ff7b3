package io.orchestrator.dag;

import io.orchestrator.operator.Arg;
import io.orchestrator.operator.TaskContext;

/** Gets at the inputs of a lambda. */
final class Inputs {
  private Inputs() {}

  /**
   * The value of an input. May be null when its source stored none: user code is not null-marked,
   * and the documentation of {@link Arg} says so.
   */
  @SuppressWarnings("NullAway")
  static <A> A of(TaskContext context, Arg<A> input, LambdaTypes types, int parameter) {
    return input.resolve(context, types.parameter(parameter));
  }
}
