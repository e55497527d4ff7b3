package io.orchestrator.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.orchestrator.dag.Dag;
import io.orchestrator.dag.DagBuilder;
import io.orchestrator.dag.TaskGroup;
import io.orchestrator.dag.TaskRef;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Order, neighbourhood and priority weights of the compiled graph. */
class CompiledDagTest {

  private static CompiledDag compiled(Consumer<DagBuilder> definition) {
    Dag dag = Dag.define("d", definition);
    return CompiledDag.of(new DagVersion(new UUID(0, 1), 1, dag.structureHash(), "0", dag.model()));
  }

  private static List<Integer> weights(WeightRule rule) {
    CompiledDag dag =
        compiled(
            d -> {
              d.defaults(all -> all.weightRule(rule));
              var a = d.task("a", x -> 1);
              a.then(d.task("b", x -> 1)).then(d.task("c", x -> 1));
              a.then(d.task("d", x -> 1));
            });
    return List.of(dag.priority("a"), dag.priority("b"), dag.priority("c"), dag.priority("d"));
  }

  @Test
  @DisplayName("C68 effective weights of a → b → c, a → d, by each rule")
  void effectiveWeights() {
    assertThat(weights(WeightRule.DOWNSTREAM)).containsExactly(4, 2, 1, 1);
    assertThat(weights(WeightRule.UPSTREAM)).containsExactly(1, 2, 3, 2);
    assertThat(weights(WeightRule.ABSOLUTE)).containsExactly(1, 1, 1, 1);
  }

  @Test
  void aSumOfWeightsIsCappedInsteadOfTurningNegative() {
    CompiledDag dag =
        compiled(
            d ->
                d.task("a", x -> 1)
                    .priority(Integer.MAX_VALUE)
                    .then(d.task("b", x -> 1).priority(Integer.MAX_VALUE)));
    assertThat(dag.priority("a")).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void aDiamondCountsItsFootOnce() {
    CompiledDag dag =
        compiled(
            d ->
                d.task("a", x -> 1)
                    .then(d.task("b", x -> 1), d.task("c", x -> 1))
                    .then(d.task("e", x -> 1)));
    assertThat(dag.priority("a")).isEqualTo(4);
    assertThat(dag.leaves()).containsExactly("e");
  }

  @Test
  void weightsByEachRuleAreTheSumsOfWhatAWalkReaches() {
    for (long seed = 1; seed <= 300; seed++) {
      Random random = new Random(seed);
      boolean[][] edges = edges(random);
      WeightRule[] rules = WeightRule.values();
      CompiledDag dag =
          compiled(
              d ->
                  define(d, edges)
                      .values()
                      .forEach(
                          task ->
                              task.weightRule(rules[random.nextInt(rules.length)])
                                  .priority(random.nextInt(100) - 10)));
      for (TaskModel task : dag.model().tasks()) {
        Set<String> others =
            switch (task.weightRule()) {
              case DOWNSTREAM -> dag.descendants(task.taskId());
              case UPSTREAM -> dag.ancestors(task.taskId());
              case ABSOLUTE -> Set.of();
            };
        int sum =
            task.priorityWeight()
                + others.stream().mapToInt(id -> dag.task(id).orElseThrow().priorityWeight()).sum();
        assertThat(dag.priority(task.taskId()))
            .as("seed %d, %s by %s", seed, task.taskId(), task.weightRule())
            .isEqualTo(sum);
      }
    }
  }

  @Test
  void orderAndReachAreThoseOfTheEdges() {
    for (long seed = 1; seed <= 300; seed++) {
      Random random = new Random(seed);
      boolean[][] edges = edges(random);
      CompiledDag dag = compiled(d -> define(d, edges));
      boolean[][] reach = closure(edges);
      List<String> order = dag.order();
      assertThat(order).as("seed %d", seed).hasSize(edges.length);
      for (int from = 0; from < edges.length; from++) {
        Set<String> below = new HashSet<>();
        Set<String> above = new HashSet<>();
        for (int to = 0; to < edges.length; to++) {
          if (reach[from][to]) {
            below.add("t" + to);
            assertThat(order.indexOf("t" + from))
                .as("seed %d", seed)
                .isLessThan(order.indexOf("t" + to));
          }
          if (reach[to][from]) {
            above.add("t" + to);
          }
        }
        assertThat(dag.descendants("t" + from)).as("seed %d, t%d", seed, from).isEqualTo(below);
        assertThat(dag.ancestors("t" + from)).as("seed %d, t%d", seed, from).isEqualTo(above);
        assertThat(dag.priority("t" + from)).as("seed %d", seed).isEqualTo(1 + below.size());
        assertThat(dag.leaves().contains("t" + from)).isEqualTo(below.isEmpty());
      }
    }
  }

  /** Edges from smaller to greater numbers only: no cycles. */
  private static boolean[][] edges(Random random) {
    int size = 1 + random.nextInt(12);
    boolean[][] edges = new boolean[size][size];
    for (int from = 0; from < size; from++) {
      for (int to = from + 1; to < size; to++) {
        edges[from][to] = random.nextInt(4) == 0;
      }
    }
    return edges;
  }

  private static Map<Integer, TaskRef<?>> define(DagBuilder d, boolean[][] edges) {
    Map<Integer, TaskRef<?>> tasks = new TreeMap<>();
    for (int i = edges.length - 1; i >= 0; i--) {
      tasks.put(i, d.task("t" + i, x -> 1));
    }
    for (int from = 0; from < edges.length; from++) {
      for (int to = 0; to < edges.length; to++) {
        if (edges[from][to]) {
          Objects.requireNonNull(tasks.get(to)).after("t" + from);
        }
      }
    }
    return tasks;
  }

  private static boolean[][] closure(boolean[][] edges) {
    boolean[][] reach = new boolean[edges.length][edges.length];
    for (int i = 0; i < edges.length; i++) {
      reach[i] = edges[i].clone();
    }
    for (int via = 0; via < edges.length; via++) {
      for (int from = 0; from < edges.length; from++) {
        for (int to = 0; to < edges.length; to++) {
          reach[from][to] |= reach[from][via] && reach[via][to];
        }
      }
    }
    return reach;
  }

  @Test
  @DisplayName("C121 an edge into a group leads to its heads, an edge out starts from its tails")
  void edgesOfGroups() {
    CompiledDag dag =
        compiled(
            d -> {
              TaskRef<?> x = d.task("x", c -> 1);
              TaskGroup g =
                  d.group(
                      "g",
                      group -> {
                        group.task("a", c -> 1).then(group.task("b", c -> 1));
                      });
              x.then(g).then(d.task("y", c -> 1));
            });
    assertThat(dag.upstream("g.a")).containsExactly("x");
    assertThat(dag.upstream("g.b")).containsExactly("g.a");
    assertThat(dag.upstream("y")).containsExactly("g.b");
  }
}
