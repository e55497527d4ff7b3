package io.orchestrator.dag;

import io.orchestrator.operator.Operator;
import io.orchestrator.operator.TaskBody;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.operator.TaskOutcome;
import org.jspecify.annotations.Nullable;

/** An operator as a task body. An operator that answers a whole outcome has it taken as it is. */
record OperatorBody(Operator<?> operator) implements TaskBody {
  @Override
  public TaskOutcome run(TaskContext context) throws Exception {
    @Nullable Object result = operator.execute(context);
    return result instanceof TaskOutcome outcome
        ? outcome
        : TaskOutcome.success(TaskResult.storable(result));
  }

  @Override
  public void onKill(TaskContext context) {
    operator.onKill(context);
  }
}
