package io.orchestrator.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleDirectedGraph;
import org.jgrapht.traverse.TopologicalOrderIterator;

/**
 * A DAG's model as a graph, for planning: neighbours, order and weights are looked up, not walked.
 * Immutable and safe to share; one per {@link DagVersion}. All walks are iterative.
 */
public final class CompiledDag {
  private final DagVersion version;
  private final Map<String, TaskModel> tasks;
  private final Map<String, List<String>> downstream;
  private final List<String> order;
  private final Map<String, Integer> weights = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final boolean asksThePast;

  private CompiledDag(
      DagVersion version,
      Map<String, TaskModel> tasks,
      Map<String, List<String>> downstream,
      List<String> order) {
    this.version = version;
    this.tasks = tasks;
    this.downstream = downstream;
    this.order = order;
    this.asksThePast = tasks.values().stream().anyMatch(task -> task.past().applies());
    order.forEach(id -> places.put(id, places.size()));
  }

  /**
   * Compiles a version whose model is already valid.
   *
   * @throws IllegalArgumentException when an edge names an unknown task or closes a cycle
   */
  public static CompiledDag of(DagVersion version) {
    var graph = new SimpleDirectedGraph<String, DefaultEdge>(DefaultEdge.class);
    Map<String, TaskModel> tasks = new HashMap<>();
    Map<String, List<String>> downstream = new HashMap<>();
    for (TaskModel task : version.readable().model().tasks()) {
      graph.addVertex(task.taskId());
      tasks.put(task.taskId(), task);
      downstream.put(task.taskId(), new ArrayList<>());
    }
    for (TaskModel task : version.model().tasks()) {
      for (String up : task.upstream()) {
        graph.addEdge(up, task.taskId());
        downstream.computeIfAbsent(up, id -> new ArrayList<>()).add(task.taskId());
      }
    }
    List<String> order = new ArrayList<>();
    new TopologicalOrderIterator<>(graph).forEachRemaining(order::add);
    CompiledDag dag = new CompiledDag(version, tasks, downstream, List.copyOf(order));
    dag.weigh();
    return dag;
  }

  public DagVersion version() {
    return version;
  }

  public DagModel model() {
    return version.model();
  }

  public String dagId() {
    return version.dagId();
  }

  public Optional<TaskModel> task(String taskId) {
    return Optional.ofNullable(tasks.get(taskId));
  }

  /** Task ids, every upstream before its downstreams. */
  public List<String> order() {
    return order;
  }

  /** Where the task stands in {@link #order}. */
  public int place(String taskId) {
    return Objects.requireNonNull(places.get(taskId));
  }

  /** Whether some task looks at the run before its own: depends_on_past. */
  public boolean asksThePast() {
    return asksThePast;
  }

  /** Direct upstream ids. */
  public List<String> upstream(String taskId) {
    TaskModel task = tasks.get(taskId);
    return task == null ? List.of() : task.upstream();
  }

  /** Direct downstream ids. */
  public List<String> downstream(String taskId) {
    return Collections.unmodifiableList(downstream.getOrDefault(taskId, List.of()));
  }

  /** All ids below a task, at any depth, without itself. */
  public Set<String> descendants(String taskId) {
    return reach(taskId, this::downstream);
  }

  /** All ids above a task, at any depth, without itself. */
  public Set<String> ancestors(String taskId) {
    return reach(taskId, this::upstream);
  }

  /** Ids of tasks without downstreams: they decide the run's final state. */
  public List<String> leaves() {
    return order.stream().filter(id -> downstream(id).isEmpty()).toList();
  }

  /** Effective priority by the task's weight rule, capped at {@link Integer#MAX_VALUE}. */
  public int priority(String taskId) {
    return weights.getOrDefault(taskId, 1);
  }

  /** Sets of bits, each made of its neighbours' sets: a walk from each task would be quadratic. */
  private void weigh() {
    List<String> reversed = new ArrayList<>(order);
    Collections.reverse(reversed);
    sum(WeightRule.UPSTREAM, order, this::upstream);
    sum(WeightRule.DOWNSTREAM, reversed, this::downstream);
    tasks.forEach((id, task) -> weights.computeIfAbsent(id, i -> task.priorityWeight()));
  }

  /**
   * Weighs the tasks of one rule.
   *
   * @param walk every task after all that it reaches
   */
  private void sum(WeightRule rule, List<String> walk, Function<String, List<String>> neighbours) {
    if (tasks.values().stream().noneMatch(task -> task.weightRule() == rule)) {
      return;
    }
    Map<String, BitSet> reached = new HashMap<>();
    for (String id : walk) {
      BitSet all = new BitSet(order.size());
      for (String neighbour : neighbours.apply(id)) {
        all.set(place(neighbour));
        all.or(Objects.requireNonNull(reached.get(neighbour)));
      }
      reached.put(id, all);
      TaskModel task = Objects.requireNonNull(tasks.get(id));
      if (task.weightRule() == rule) {
        weights.put(id, capped(task.priorityWeight() + weightOf(all)));
      }
    }
  }

  private long weightOf(BitSet reached) {
    return reached.stream()
        .mapToLong(place -> Objects.requireNonNull(tasks.get(order.get(place))).priorityWeight())
        .sum();
  }

  private static int capped(long weight) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, weight));
  }

  private static Set<String> reach(String start, Function<String, List<String>> neighbours) {
    Set<String> seen = new LinkedHashSet<>();
    ArrayDeque<String> open = new ArrayDeque<>(neighbours.apply(start));
    while (!open.isEmpty()) {
      String id = open.removeFirst();
      if (seen.add(id)) {
        open.addAll(neighbours.apply(id));
      }
    }
    return seen;
  }
}
