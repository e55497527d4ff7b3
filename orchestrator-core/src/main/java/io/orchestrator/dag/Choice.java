package io.orchestrator.dag;

import io.orchestrator.operator.Arg;
import io.orchestrator.operator.TaskBody;
import io.orchestrator.operator.TaskContext;
import io.orchestrator.operator.TaskOutcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways of a {@link TaskScope#choose}, tried in order; the task's result is the label of the
 * way.
 *
 * @param <A> type of the input
 */
public final class Choice<A> {
  private final String taskId;
  private final Arg<A> input;
  private final List<Way> ways = new ArrayList<>();
  private @Nullable TaskHandle<?, ?> branch;

  private record Way(String label, Question question, List<String> targets) {}

  Choice(String taskId, Arg<A> input) {
    this.taskId = taskId;
    this.input = input;
  }

  /** Runs the targets when the condition is the first that holds. */
  public Choice<A> when(String label, TaskFn.Condition<? super A> condition, Node... targets) {
    return add(label, Question.on(input, condition), targets);
  }

  /** Runs the targets when no condition before holds. Without it, nothing would follow then. */
  public Choice<A> otherwise(String label, Node... targets) {
    return add(label, context -> true, targets);
  }

  private Choice<A> add(String label, Question question, Node... targets) {
    TaskHandle<?, ?> task = branch;
    if (task == null) {
      throw new IllegalStateException("The choice " + taskId + " is not declared yet");
    }
    task.touch();
    ways.add(new Way(label, question, Branches.lead(task, label, targets)));
    return this;
  }

  void attach(TaskHandle<?, ?> task) {
    this.branch = task;
  }

  TaskBody body() {
    return this::choose;
  }

  private TaskOutcome choose(TaskContext context) throws Exception {
    for (Way way : ways) {
      if (way.question().ask(context)) {
        return Branches.follow(taskId, way.label(), way.targets());
      }
    }
    return Branches.follow(taskId, null, List.of());
  }
}
