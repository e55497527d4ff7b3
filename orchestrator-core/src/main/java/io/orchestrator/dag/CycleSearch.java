package io.orchestrator.dag;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks for one cycle, depth first and without recursion. */
final class CycleSearch {
  private final Map<String, TaskDraft> tasks;
  private final Map<String, List<String>> downstream = new HashMap<>();
  private final Set<String> done = new HashSet<>();

  CycleSearch(Map<String, TaskDraft> tasks) {
    this.tasks = tasks;
    for (TaskDraft task : tasks.values()) {
      for (String up : task.upstream().keySet()) {
        if (tasks.containsKey(up)) {
          downstream.computeIfAbsent(up, id -> new ArrayList<>()).add(task.id());
        }
      }
    }
  }

  /**
   * The tasks along a cycle in the direction of its edges; the first one is repeated at the end.
   */
  Optional<List<String>> find() {
    return tasks.keySet().stream().flatMap(start -> from(start).stream()).findFirst();
  }

  private Optional<List<String>> from(String start) {
    Deque<String> path = new ArrayDeque<>();
    Deque<Iterator<String>> open = new ArrayDeque<>();
    Set<String> onPath = new HashSet<>();
    enter(start, path, open, onPath);
    while (!open.isEmpty()) {
      Iterator<String> next = open.getLast();
      if (!next.hasNext()) {
        open.removeLast();
        String left = path.removeLast();
        onPath.remove(left);
        done.add(left);
        continue;
      }
      String id = next.next();
      if (onPath.contains(id)) {
        return Optional.of(cut(path, id));
      }
      enter(id, path, open, onPath);
    }
    return Optional.empty();
  }

  private void enter(
      String id, Deque<String> path, Deque<Iterator<String>> open, Set<String> onPath) {
    if (!done.contains(id)) {
      path.addLast(id);
      onPath.add(id);
      open.addLast(downstream.getOrDefault(id, Collections.emptyList()).iterator());
    }
  }

  private static List<String> cut(Deque<String> path, String id) {
    List<String> all = new ArrayList<>(path);
    List<String> cycle = new ArrayList<>(all.subList(all.indexOf(id), all.size()));
    cycle.add(id);
    return cycle;
  }
}
