package io.orchestrator.dag;

import java.lang.reflect.Type;

/**
 * A declared task.
 *
 * @param <T> type of the result; {@link Void} when it has none
 */
public final class TaskRef<T> extends TaskHandle<T, TaskRef<T>> {
  TaskRef(TaskDraft draft, Type declared) {
    super(draft, declared);
  }

  @Override
  TaskRef<T> self() {
    return this;
  }
}
