package io.orchestrator.dag;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A group of tasks. An edge into it leads to the tasks that have no upstream inside, an edge out of
 * it starts from those that have no downstream inside.
 */
public final class TaskGroup extends TaskScope implements Node {
  private final DagDraft draft;
  private final String id;

  TaskGroup(DagDraft draft, String id) {
    this.draft = draft;
    this.id = id;
  }

  @Override
  public List<TaskHandle<?, ?>> heads() {
    List<TaskHandle<?, ?>> members = members();
    Set<String> ids = ids(members);
    return members.stream()
        .filter(task -> task.draft().upstream().keySet().stream().noneMatch(ids::contains))
        .toList();
  }

  @Override
  public List<TaskHandle<?, ?>> tails() {
    List<TaskHandle<?, ?>> members = members();
    Set<String> inner =
        members.stream()
            .flatMap(task -> task.draft().upstream().keySet().stream())
            .collect(Collectors.toSet());
    return members.stream().filter(task -> !inner.contains(task.taskId())).toList();
  }

  private List<TaskHandle<?, ?>> members() {
    return draft.tasks().stream().filter(t -> t.taskId().startsWith(id + ".")).toList();
  }

  private static Set<String> ids(List<TaskHandle<?, ?>> tasks) {
    return tasks.stream().map(TaskHandle::taskId).collect(Collectors.toSet());
  }

  @Override
  DagDraft draft() {
    return draft;
  }

  @Override
  String groupId() {
    return id;
  }
}
