package io.orchestrator.dag;

/** Settings for all tasks of a DAG that do not set their own. */
public final class TaskDefaults extends TaskSettings<TaskDefaults> {
  TaskDefaults() {}

  @Override
  TaskDefaults self() {
    return this;
  }

  @Override
  void touch() {}
}
