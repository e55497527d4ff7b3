package io.orchestrator.dag;

import io.orchestrator.operator.Arg;
import io.orchestrator.operator.TaskContext;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The result of a task, read from its XCom {@code return_value}. */
record TaskResult<T>(String taskId, Type declared) implements Arg<T> {

  @Override
  public List<String> taskIds() {
    return List.of(taskId);
  }

  @Override
  public @Nullable T resolve(TaskContext context, Type wanted) {
    Object raw = context.xcom(taskId, Object.class).orElse(null);
    Type type = declared == Object.class ? wanted : declared;
    return Values.convert(raw, type, "the result of task " + taskId);
  }

  @Override
  public <R> Arg<R> pick(Pick<? super T, ? extends R> part) {
    return new PickedArg<>(this, part);
  }

  /** What is stored for a result: an Optional stands for its value. */
  static @Nullable Object storable(@Nullable Object result) {
    return result instanceof Optional<?> optional ? optional.orElse(null) : result;
  }
}
