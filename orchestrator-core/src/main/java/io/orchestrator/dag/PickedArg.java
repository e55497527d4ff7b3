package io.orchestrator.dag;

import io.orchestrator.operator.Arg;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.operator.TaskFailedException;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of another value. */
record PickedArg<A, R>(Arg<A> whole, Arg.Pick<? super A, ? extends R> part) implements Arg<R> {

  @Override
  public List<String> taskIds() {
    return whole.taskIds();
  }

  @Override
  public @Nullable R resolve(TaskContext context, Type wanted) {
    LambdaTypes types = LambdaTypes.of(part);
    A value = whole.resolve(context, types.parameter(0));
    if (value == null) {
      return null;
    }
    try {
      Object picked = part.from(value);
      Type type = wanted == Object.class ? types.result() : wanted;
      return Values.convert(
          picked, type, "a part of the result of " + String.join(", ", taskIds()));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new TaskFailedException("Cannot pick from the result of " + taskIds(), e);
    }
  }

  @Override
  public <Q> Arg<Q> pick(Pick<? super R, ? extends Q> next) {
    return new PickedArg<>(this, next);
  }
}
