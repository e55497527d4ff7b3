package io.orchestrator.dag;

import io.orchestrator.operator.TaskBody;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.operator.TaskFailedException;
import io.orchestrator.operator.TaskOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lambda on inputs as a task body.
 *
 * @param sources ids of the tasks its inputs come from
 */
record LambdaBody(String taskId, List<String> sources, Call call) implements TaskBody {

  /** The lambda with its inputs resolved. */
  @FunctionalInterface
  interface Call {
    @Nullable Object on(TaskContext context) throws Exception;
  }

  @Override
  public TaskOutcome run(TaskContext context) throws Exception {
    try {
      return TaskOutcome.success(TaskResult.storable(call.on(context)));
    } catch (ClassCastException e) {
      throw cameAsJson(e) ? elementTypeLost(e) : e;
    }
  }

  private boolean cameAsJson(ClassCastException e) {
    String message = String.valueOf(e.getMessage());
    return !sources.isEmpty()
        && (message.startsWith("class java.util.") || message.startsWith("class java.lang."));
  }

  private TaskFailedException elementTypeLost(ClassCastException e) {
    return new TaskFailedException(
        ("DAG009: task %s uses what is inside the result of %s as another type than JSON"
                + " gives (%s). Name the type where the result is made: d.task(id, new"
                + " TypeRef<List<TheType>>() {}, …).")
            .formatted(taskId, String.join(" or ", sources), e.getMessage()),
        e);
  }
}
