package io.orchestrator.dag;

import io.orchestrator.operator.Arg;
import io.orchestrator.operator.TaskContext;

/** A condition together with the input it is about. */
@FunctionalInterface
interface Question {
  boolean ask(TaskContext context) throws Exception;

  static <A> Question on(Arg<A> input, TaskFn.Condition<? super A> condition) {
    LambdaTypes types = LambdaTypes.of(condition);
    return context -> condition.test(Inputs.of(context, input, types, 0));
  }
}
