package io.orchestrator.dag;

import io.orchestrator.model.SourceLocation;
import io.orchestrator.operator.Arg;
import io.orchestrator.operator.TaskContext;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A declared task: the place to set it up, a node to draw edges from, and its result as an input of
 * others.
 *
 * @param <T> type of the result; {@link Void} when it has none
 */
public class TaskRef<T> extends TaskSettings<TaskRef<T>> implements Node, Arg<T> {
  private final TaskDraft draft;
  private final TaskResult<T> result;

  TaskRef(TaskDraft draft, Type declared) {
    this.draft = draft;
    this.result = new TaskResult<>(draft.id(), declared);
    draft.dag().add(this);
  }

  /** The id, with its group's prefix. */
  public final String taskId() {
    return draft.id();
  }

  /** Orders this task behind others by their full ids; each must exist when the DAG is complete. */
  public TaskRef<T> after(String... taskIds) {
    SourceLocation here = CallSite.here();
    for (String id : taskIds) {
      draft.addUpstream(id, here);
    }
    return this;
  }

  @Override
  public final @Nullable T resolve(TaskContext context, Type wanted) {
    return result.resolve(context, wanted);
  }

  @Override
  public final List<String> taskIds() {
    return result.taskIds();
  }

  @Override
  public final <R> Arg<R> pick(Pick<? super T, ? extends R> part) {
    return result.pick(part);
  }

  @Override
  public final List<TaskRef<?>> heads() {
    return List.of(this);
  }

  @Override
  public final List<TaskRef<?>> tails() {
    return List.of(this);
  }

  @Override
  final TaskRef<T> self() {
    return this;
  }

  @Override
  final void touch() {
    draft.dag().requireOpen();
  }

  final TaskDraft draft() {
    return draft;
  }
}
