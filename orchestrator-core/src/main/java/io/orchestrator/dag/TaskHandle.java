package io.orchestrator.dag;

import io.orchestrator.model.SourceLocation;
import io.orchestrator.operator.Arg;
import io.orchestrator.operator.TaskContext;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Any declared task, be it a sensor or a branch: its settings, a node to draw edges from, and its
 * result as an input of others.
 *
 * @param <T> type of the result; {@link Void} when it has none
 * @param <S> what its settings return, so that those of its own kind can follow
 */
public abstract sealed class TaskHandle<T, S extends TaskHandle<T, S>> extends TaskSettings<S>
    implements Node, Arg<T> permits TaskRef, SensorRef, WhenRef, ShortCircuitRef {
  private final TaskDraft draft;
  private final TaskResult<T> result;

  TaskHandle(TaskDraft draft, Type declared) {
    this.draft = draft;
    this.result = new TaskResult<>(draft.id(), declared);
    draft.dag().add(this);
  }

  /** The id, with its group's prefix. */
  public final String taskId() {
    return draft.id();
  }

  /** Orders this task behind others by their full ids; each must exist when the DAG is complete. */
  public S after(String... taskIds) {
    SourceLocation here = CallSite.here();
    for (String id : taskIds) {
      draft.addUpstream(id, here);
    }
    return self();
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
  public final List<TaskHandle<?, ?>> heads() {
    return List.of(this);
  }

  @Override
  public final List<TaskHandle<?, ?>> tails() {
    return List.of(this);
  }

  @Override
  final void touch() {
    draft.dag().requireOpen();
  }

  final TaskDraft draft() {
    return draft;
  }
}
