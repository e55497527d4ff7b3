package io.orchestrator.dag;

import io.orchestrator.operator.Arg;
import io.orchestrator.operator.TaskContext;
import java.lang.reflect.Type;
import java.util.List;

/** The run's params as the record the DAG declared. */
record ParamsArg<P extends Record>(P defaults) implements Arg<P> {
  @Override
  @SuppressWarnings("unchecked") // getClass of a P is Class<? extends P>
  public P resolve(TaskContext context, Type wanted) {
    return (P) context.params(defaults.getClass());
  }

  @Override
  public List<String> taskIds() {
    return List.of();
  }

  @Override
  public <R> Arg<R> pick(Pick<? super P, ? extends R> part) {
    return new PickedArg<>(this, part);
  }
}
