package io.orchestrator.web.ui.parts;

import io.orchestrator.model.CompiledDag;
import io.orchestrator.model.DagVersion;
import io.orchestrator.model.TaskModel;
import io.orchestrator.store.TaskRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows of a DAG's tasks: upstreams first, groups kept together below a row of their own. */
public final class TaskOrder {
  /**
   * One row.
   *
   * @param id of the task or group
   * @param tasks the task itself, or all tasks of the group
   * @param depth how many groups it lies in
   */
  public record Line(String id, boolean group, int depth, List<String> tasks) {}

  private final CompiledDag dag;
  private final List<Line> lines = new ArrayList<>();
  private final Set<String> groups = new LinkedHashSet<>();
  private final Set<String> done = new LinkedHashSet<>();

  private TaskOrder(CompiledDag dag) {
    this.dag = dag;
  }

  /** The rows of a version; ids it does not know (from other versions) come last. */
  public static List<Line> of(CompiledDag dag, Collection<String> known) {
    TaskOrder order = new TaskOrder(dag);
    for (String id : dag.order()) {
      order.place(id);
    }
    for (String id : known) {
      if (order.done.add(id)) {
        order.lines.add(new Line(id, false, 0, List.of(id)));
      }
    }
    return order.lines;
  }

  /** Task instances in the order of their DAG, upstreams first. */
  public static List<TaskRow> sorted(List<TaskRow> tasks, Optional<DagVersion> version) {
    Map<String, Integer> places = new HashMap<>();
    version.ifPresent(
        v ->
            of(CompiledDag.of(v), List.of()).stream()
                .filter(line -> !line.group())
                .forEach(line -> places.put(line.id(), places.size())));
    return tasks.stream()
        .sorted(
            Comparator.<TaskRow>comparingInt(
                    t -> places.getOrDefault(t.task().taskId(), Integer.MAX_VALUE))
                .thenComparing(t -> t.task().taskId())
                .thenComparingInt(t -> t.task().mapIndex()))
        .toList();
  }

  private void place(String id) {
    if (done.contains(id)) {
      return;
    }
    String group = groupOf(id);
    if (group == null) {
      add(id, 0);
      return;
    }
    int dot = group.indexOf('.');
    open(dot < 0 ? group : group.substring(0, dot), 0);
  }

  private void open(String group, int depth) {
    if (!groups.add(group)) {
      return;
    }
    List<String> members = dag.order().stream().filter(id -> within(groupOf(id), group)).toList();
    lines.add(new Line(group, true, depth, members));
    for (String id : members) {
      String own = groupOf(id);
      if (group.equals(own)) {
        add(id, depth + 1);
      } else if (own != null) {
        open(child(group, own), depth + 1);
      }
    }
  }

  private void add(String id, int depth) {
    if (done.add(id)) {
      lines.add(new Line(id, false, depth, List.of(id)));
    }
  }

  private @Nullable String groupOf(String id) {
    return dag.task(id).map(TaskModel::group).filter(g -> !g.isEmpty()).orElse(null);
  }

  private static boolean within(@Nullable String group, String outer) {
    return group != null && (group.equals(outer) || group.startsWith(outer + "."));
  }

  private static String child(String outer, String inner) {
    int dot = inner.indexOf('.', outer.length() + 1);
    return dot < 0 ? inner : inner.substring(0, dot);
  }
}
