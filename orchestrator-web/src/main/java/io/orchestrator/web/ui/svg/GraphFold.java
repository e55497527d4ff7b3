package io.orchestrator.web.ui.svg;

import io.orchestrator.model.DagModel;
import io.orchestrator.model.TaskModel;
import io.orchestrator.web.ui.text.NodeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of a DAG is drawn. Of a large one, groups are folded into a node each; tasks of the same
 * operator at the same depth, where that is not enough.
 */
public record GraphFold(List<Node> nodes) {
  /** Up to this many nodes a graph can be read. */
  static final int MOST_NODES = 150;

  /** In the address: everything is drawn. */
  public static final String EVERYTHING = "*";

  /** What the id of folded tasks without a group begins with; no task's does. */
  private static final String LAYER = "@";

  /**
   * A task, or several that are folded.
   *
   * @param name without the group
   * @param group the frame it lies in; absent outside of all
   * @param upstream ids of nodes
   * @param branches words on the edges to other nodes, by their ids
   * @param tasks one for a task
   */
  public record Node(
      String id,
      String name,
      @Nullable String group,
      Set<String> upstream,
      Map<String, String> branches,
      List<TaskModel> tasks) {

    public boolean folded() {
      return !tasks.get(0).taskId().equals(id);
    }
  }

  /**
   * @param open ids of folded nodes that are drawn task by task
   */
  public static GraphFold of(DagModel model, Set<String> open) {
    if (model.tasks().size() <= MOST_NODES || open.contains(EVERYTHING)) {
      return whole(model);
    }
    Map<String, String> places = new HashMap<>();
    model.tasks().forEach(task -> places.put(task.taskId(), closedGroup(task, open)));
    if (Set.copyOf(places.values()).size() > MOST_NODES) {
      foldLayers(model, open, places);
    }
    return of(model, places);
  }

  static GraphFold whole(DagModel model) {
    return of(
        model,
        model.tasks().stream().collect(Collectors.toMap(TaskModel::taskId, t -> t.taskId())));
  }

  /** The outermost group of a task that is not open, or the task itself. */
  private static String closedGroup(TaskModel task, Set<String> open) {
    String group = task.group() == null ? "" : task.group();
    for (int dot = group.indexOf('.'); !group.isEmpty(); dot = group.indexOf('.', dot + 1)) {
      String outer = dot < 0 ? group : group.substring(0, dot);
      if (!open.contains(outer)) {
        return outer;
      }
      if (dot < 0) {
        break;
      }
    }
    return task.taskId();
  }

  private static void foldLayers(DagModel model, Set<String> open, Map<String, String> places) {
    Map<String, Integer> depths = new HashMap<>();
    Map<String, List<String>> layers = new HashMap<>();
    for (TaskModel task : model.tasks()) {
      String layer = LAYER + depth(model, task, depths) + " " + task.operator();
      if (task.group() == null || task.group().isEmpty()) {
        layers.computeIfAbsent(layer, id -> new ArrayList<>()).add(task.taskId());
      }
    }
    layers.forEach(
        (layer, tasks) -> {
          if (tasks.size() > 1 && !open.contains(layer)) {
            tasks.forEach(id -> places.put(id, layer));
          }
        });
  }

  private static int depth(DagModel model, TaskModel task, Map<String, Integer> known) {
    Integer depth = known.get(task.taskId());
    if (depth == null) {
      depth =
          task.upstream().stream()
              .flatMap(id -> model.task(id).stream())
              .mapToInt(up -> depth(model, up, known) + 1)
              .max()
              .orElse(0);
      known.put(task.taskId(), depth);
    }
    return depth;
  }

  private static GraphFold of(DagModel model, Map<String, String> places) {
    Map<String, List<TaskModel>> members = new LinkedHashMap<>();
    for (TaskModel task : model.tasks()) {
      members.computeIfAbsent(place(places, task.taskId()), id -> new ArrayList<>()).add(task);
    }
    return new GraphFold(
        members.entrySet().stream().map(e -> node(e.getKey(), e.getValue(), places)).toList());
  }

  private static Node node(String id, List<TaskModel> tasks, Map<String, String> places) {
    Set<String> upstream = new LinkedHashSet<>();
    Map<String, String> branches = new HashMap<>();
    for (TaskModel task : tasks) {
      task.upstream().forEach(up -> upstream.add(place(places, up)));
      task.branchLabels().forEach((to, word) -> branches.put(place(places, to), word));
    }
    upstream.remove(id);
    TaskModel first = tasks.get(0);
    if (id.equals(first.taskId())) {
      String name = NodeName.of(id, first.group());
      return new Node(id, name, first.group(), upstream, branches, tasks);
    }
    if (id.startsWith(LAYER)) {
      return new Node(id, first.operator(), null, upstream, branches, tasks);
    }
    int dot = id.lastIndexOf('.');
    String outer = dot < 0 ? null : id.substring(0, dot);
    return new Node(id, NodeName.last(id), outer, upstream, branches, tasks);
  }

  private static String place(Map<String, String> places, String taskId) {
    return places.getOrDefault(taskId, taskId);
  }
}
